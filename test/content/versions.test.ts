import { type Test, test } from 'tap';
import { anyVersion, contentOn, post } from '../support/content.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';

interface Batch {
  Responses: Record<string, { sk: string }[]>;
}

/**
 * Content whose batches can be of two versions, as those of DynamoDB can and those of DynamoDB Local cannot
 * be: the next `mixed` answers have the first item that was read, with the present other parts.
 */
async function mixing(t: Test) {
  const table = await makeTable(t);
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const state = { mixed: 0, consistent: [] as boolean[] };
  let first: { sk: string } | undefined;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName !== 'BatchGetItemCommand') return answer;
        const { RequestItems } = args.input as {
          RequestItems: Record<string, { ConsistentRead: boolean }>;
        };
        state.consistent.push(RequestItems[table.name]?.ConsistentRead ?? false);
        const { Responses } = answer.output as unknown as Batch;
        const found = Responses[table.name] ?? [];
        const item = found.findIndex(({ sk }) => sk === 'ITEM');
        first ??= found[item];
        if (state.mixed-- > 0 && first) found[item] = first;
        return answer;
      },
    { step: 'initialize' },
  );
  return { table, content: contentOn(table, { client }), state };
}

test('parts of two versions are read again, consistently', async (t) => {
  const { table, content, state } = await mixing(t);
  const { item } = await contentOn(table).create('post', post('x'), { publish: true });
  t.strictSame(await content.find('post', item.id, false), item);
  const change = { title: 'y', content: 'y' };
  const now = await contentOn(table).update('post', item.id, change, anyVersion);
  for (const read of [
    () => content.find('post', item.id, false),
    async () => ({ ...now, content: await content.markdown('post', 'x') }),
    async () => {
      const page = await content.page('post', 'x');
      return page?.found === 'item' && page.html.includes('>y<') && { ...page.item, content: 'y' };
    },
  ]) {
    Object.assign(state, { mixed: 2, consistent: [] });
    t.strictSame(await read(), now);
    t.strictSame(state.consistent, [false, true, true]);
  }
});

test('an item that changes at every reading is not available', async (t) => {
  const { table, content, state } = await mixing(t);
  const { item } = await contentOn(table).create('post', post('x'), { publish: true });
  await content.find('post', item.id, false);
  await contentOn(table).update('post', item.id, { content: 'y' }, anyVersion);
  state.mixed = Number.POSITIVE_INFINITY;
  await t.rejects(content.find('post', item.id, false), { name: 'Unavailable', statusCode: 503 });
});

test('a write that reads parts of two versions changes the present one', async (t) => {
  const { table, content, state } = await mixing(t);
  const { item } = await contentOn(table).create('post', post('x'), { publish: true });
  await content.find('post', item.id, false);
  await contentOn(table).update('post', item.id, { content: 'y' }, anyVersion);
  state.mixed = 1;
  t.match(await content.update('post', item.id, { title: 'z' }, anyVersion), {
    ...{ title: 'z', content: 'y', version: 3 },
  });
});
