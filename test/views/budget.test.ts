import { test } from 'tap';
import { forEach } from '../../app/distinct/for-each.ts';
import { billed } from '../support/capacity.ts';
import { contentOn, post } from '../support/content.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';
import { viewOf, viewsOn } from '../support/views.ts';

for (const [visitors, items, most] of [
  [1, 1, 1],
  [20, 1, 1],
  [500, 1, 1.3],
  [100, 20, 1.3],
] as const) {
  test(`each view of ${visitors} visitors of ${items} posts costs at most ${most} write units`, async (t) => {
    const table = await makeTable(t);
    const content = contentOn(table);
    const ids: string[] = [];
    for (let i = 0; i < items; i++) {
      ids.push((await content.create('post', post(`Post ${i}`), { publish: true })).item.id);
    }
    const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
    const views = viewsOn(table, { client });
    await views.track({ kind: 'post', id: ids[0] ?? '' }, viewOf(100_000));
    const bill = billed(client);
    const all = ids.flatMap((id) => Array.from({ length: visitors }, (_, i) => ({ id, i })));
    await forEach(all, 4, ({ id, i }) => views.track({ kind: 'post', id }, viewOf(i)));
    const writes = bill.writeUnits / all.length;
    t.ok(writes <= most, `${writes}`);
    t.equal(bill.dearestWrite, 1, 'no item has more than 1 KB');
    t.equal(await viewsOn(table).total(), all.length + 1);
  });
}
