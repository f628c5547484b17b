import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { contentOn, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';
import { viewOf, viewsOn } from '../support/views.ts';
import { repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

test('the tables do not tell which items one visitor has seen, and forget all when the day is over', async (t) => {
  const table = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T12:00:00Z') };
  const now = () => clock.now;
  const content = contentOn(table, { now });
  const views = viewsOn(table, { now });
  await serviceOn(repositoryOn(table, { now }), now).track(visitOf(1), soon());
  for (const title of ['a', 'b', 'c']) {
    const { item } = await content.create('post', post(title), { publish: true });
    await views.track({ kind: 'post', id: item.id }, viewOf(1));
  }
  const { ids, networks } = await seen();
  t.equal(ids.length, 4, 'a visit and three views');
  t.equal(new Set(ids).size, 4, 'no two of them are alike');
  t.ok(new Set(networks).size > 1, 'nor are the networks, per item');

  clock.now += 24 * 3_600_000;
  await repositoryOn(table, { now }).rollUp('2026-11-22', soon());
  t.strictSame(await seen(), { ids: [], networks: [] });
  t.equal(await viewsOn(table, { now }).total(), 3);

  async function seen() {
    const scan = new ScanCommand({ TableName: table.ephemeral, ConsistentRead: true });
    const { Items = [] } = await table.client.send(scan);
    const ids = Items.flatMap(({ seen = [] }) => [...seen]).map((id) =>
      Buffer.from(id).toString('hex'),
    );
    const networks = Items.flatMap((item) => Object.keys(item)).filter((name) => /^N../.test(name));
    return { ids, networks };
  }
});
