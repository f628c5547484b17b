import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoCountRepository } from '../../app/features/count/dynamo-repository.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';

const minutes = 60_000;

for (const [name, pauseMs, works] of [
  ['after a pause of minutes, no dead connection is reused', 5 * minutes, true],
  ['after the clock was set back, no dead connection is reused', -5 * minutes, true],
  ['within a second, a connection is reused, dead or not', 900, false],
] as const) {
  test(name, async (t) => {
    let now = Date.now();
    const proxy = await startFaultProxy(t);
    const table = await makeTable(t);
    const client = clientThrough(t, proxy.url, () => now);
    const counter = dynamoCountRepository(database(client).table(table.name));
    await Promise.all([counter.add(), counter.add(), counter.add()]);

    proxy.breakIdleConnections();
    now += pauseMs;
    if (works) t.equal(await counter.add(), 4);
    else await t.rejects(counter.add(), { name: 'Unavailable' });
  });
}

test('a connection in steady use is reused', async (t) => {
  const proxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const counter = dynamoCountRepository(database(clientThrough(t, proxy.url)).table(table.name));
  for (let i = 0; i < 5; i++) await counter.add();
  t.equal(proxy.connections, 1);
});
