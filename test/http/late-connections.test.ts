import Fastify from 'fastify';
import { test } from 'tap';
import { errorHandler } from '../../app/http/errors.ts';
import { refuseLate } from '../../app/http/late-connections.ts';
import { storm } from '../support/storm.ts';
import { overHttp } from '../support/target.ts';

test('of a burst, those are refused who waited too long to be accepted, at their first request', async (t) => {
  const app = Fastify();
  app.setErrorHandler(errorHandler);
  // 20 ms pass whenever somebody looks at the clock.
  let time = 0;
  const now = () => {
    time += 20;
    return time;
  };
  app.addHook('onRequest', refuseLate(app.server, now));
  app.get('/', async () => 'here');
  await app.listen({ host: '127.0.0.1', port: 0, backlog: 1000 });
  t.teardown(() => app.close());
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const target = overHttp(`http://127.0.0.1:${port}`);
  const ask = () => target({ path: '/' });

  const answers = await storm(ask, 200, 200);
  const statuses = answers.map(({ answer }) => answer.status);
  t.equal(statuses[0], 200);
  t.equal(statuses.at(-1), 503);
  t.ok(statuses.every((status) => [200, 503].includes(status)));
  t.match(answers.at(-1)?.answer.headers, { 'retry-after': '2' });
  // Their connections are kept, and a new burst begins with the next one.
  t.ok((await storm(ask, 20, 20)).every(({ answer }) => answer.status === 200));
});
