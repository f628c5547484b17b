import { test } from 'tap';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { counterBehindProxy } from '../support/counter.ts';
import { faults } from '../support/fault-proxy.ts';
import { gatewayMs, timed } from '../support/storm.ts';
import { inProcess } from '../support/target.ts';

/** The status for each fault, and whether the counter includes the view afterwards. */
const outcomes = {
  'drop-request': { status: 503, counted: false },
  'drop-answer': { status: 503, counted: true },
  hang: { status: 503, counted: false },
  'hang-after-commit': { status: 503, counted: true },
  delay: { status: 200, counted: true },
  throttle: { status: 503, counted: false },
  error: { status: 503, counted: false },
  'error-after-commit': { status: 503, counted: true },
  'cut-body': { status: 503, counted: true },
} satisfies Record<(typeof faults)[number], { status: number; counted: boolean }>;

for (const fault of faults) {
  test(`with the fault "${fault}", a view is answered in time, counted at most once, and the app recovers`, async (t) => {
    const { target, proxy, total, server } = await counterBehindProxy(t);
    t.equal((await target({ path: '/count' })).status, 200);
    const { status, counted } = outcomes[fault];

    proxy.fault = () => fault;
    const { answer, ms } = await timed(() => target({ path: '/count' }));
    t.equal(answer.status, status);
    t.ok(ms < gatewayMs, `${ms} ms`);
    if (status === 503) {
      isError(t, answer, 503, fault);
      t.match(answer.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
    }
    t.equal(await total(), counted ? 2 : 1);

    proxy.fault = () => 'none';
    t.equal((await target({ path: '/count' })).status, 200);
    t.equal(await total(), counted ? 3 : 2);
    t.ok(server.isWell(), 'no rejection went unhandled');
  });
}

test('a throttled count is retried, as it was not applied', async (t) => {
  const { target, proxy, total } = await counterBehindProxy(t);
  let left = 3;
  proxy.fault = () => (left-- > 0 ? 'throttle' : 'none');
  t.equal((await target({ path: '/count' })).status, 200);
  t.equal(proxy.requests, 4);
  t.equal(await total(), 1);
});

test('a refused connection is retried, as nothing was sent', async (t) => {
  const { target, proxy, total } = await counterBehindProxy(t);
  await proxy.refuse();
  const answer = timed(() => target({ path: '/count' }));
  setTimeout(() => proxy.accept(), 300);
  t.equal((await answer).answer.status, 200);
  t.equal(await total(), 1);
});

test('a view gets 503 while the database takes no connections, and 200 afterwards', async (t) => {
  const { target, proxy, total } = await counterBehindProxy(t);
  await proxy.refuse();
  const { answer, ms } = await timed(() => target({ path: '/count' }));
  t.equal(answer.status, 503);
  t.ok(ms < gatewayMs, `${ms} ms`);
  await proxy.accept();
  t.equal((await target({ path: '/count' })).status, 200);
  t.equal(await total(), 1);
});

test('without the table, a view gets 503, and the answer does not name the table', async (t) => {
  const { app } = await build(t, { env: { DATA_TABLE_NAME: 'no-such-table' } });
  const answer = await inProcess(app)({ path: '/count' });
  isError(t, answer, 503, 'no table');
  t.notMatch(answer.body, 'no-such-table');
});

test('a count that may have been applied is never retried', async (t) => {
  const { target, proxy } = await counterBehindProxy(t);
  for (const fault of ['drop-answer', 'error', 'cut-body', 'drop-request'] as const) {
    proxy.requests = 0;
    proxy.fault = () => fault;
    await target({ path: '/count' });
    t.equal(proxy.requests, 1, fault);
  }
});
