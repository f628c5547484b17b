import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A DynamoDB for the build and the benchmark, in a process of its own: it answers from memory, at once, and as much as
// the routes that are called there need. Prints its port.

type Value = Record<string, string>;
type Item = Record<string, Value>;
interface Put {
  TableName: string;
  Item: Item;
}

const items = new Map<string, Item>();
const keyOf = (table: string, { pk, sk }: Item) => `${table} ${pk?.S} ${sk?.S}`;
const failed = '#ConditionalCheckFailedException';

/** Every condition here is that the item is new. */
function put({ TableName, Item }: Put): object | string {
  const key = keyOf(TableName, Item);
  if (items.has(key)) return failed;
  items.set(key, Item);
  return {};
}

interface Update {
  TableName: string;
  Key: Item;
  UpdateExpression: string;
  ReturnValues?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
}

/** `name = :value`, also if the name is not there yet. */
const setPart = /([#\w]+) = (?:if_not_exists\([#\w]+, )?(:\w+)/g;

/** `ADD` of numbers, and `SET` to values; what else an expression says is left out. */
function update({ TableName, Key, UpdateExpression, ...input }: Update): object {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
  const key = keyOf(TableName, Key);
  const item = items.get(key) ?? { ...Key };
  const changed: Item = {};
  const [, added = ''] = /ADD ([^A-Z]*)/.exec(UpdateExpression) ?? [];
  for (const pair of added.split(',')) {
    const [name = '', value = ''] = pair.trim().split(/\s+/);
    const by = values[value]?.N;
    if (by === undefined) continue;
    const attribute = names[name] ?? name;
    changed[attribute] = { N: `${Number(item[attribute]?.N ?? 0) + Number(by)}` };
  }
  const set: Item = {};
  for (const [, name = '', value = ''] of UpdateExpression.matchAll(setPart)) {
    const found = values[value];
    if (found) set[names[name] ?? name] = found;
  }
  const after = { ...item, ...changed, ...set };
  items.set(key, after);
  return { Attributes: input.ReturnValues === 'ALL_NEW' ? after : changed };
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of DynamoDB's protocol
const operations: Record<string, (input: any) => object | string> = {
  PutItem: put,
  UpdateItem: update,
  GetItem: ({ TableName, Key }) => ({ Item: items.get(keyOf(TableName, Key)) }),
  BatchGetItem: ({ RequestItems }) => ({
    Responses: Object.fromEntries(
      Object.entries<{ Keys: Item[] }>(RequestItems).map(([table, { Keys }]) => [
        table,
        Keys.map((key) => items.get(keyOf(table, key))).filter(Boolean),
      ]),
    ),
    UnprocessedKeys: {},
  }),
  TransactWriteItems: ({ TransactItems }) => {
    for (const { Put, Update } of TransactItems) {
      if (Put) put(Put);
      if (Update) update(Update);
    }
    return {};
  },
  Query: () => ({ Items: [], Count: 0, ScannedCount: 0 }),
  // It also stands in for the user pool.
  AdminInitiateAuth: () => '#NotAuthorizedException',
};

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    const [, operation = ''] = `${request.headers['x-amz-target']}`.split('.');
    const answer = operations[operation]?.(JSON.parse(text)) ?? '#UnknownOperationException';
    const body = typeof answer === 'string' ? { __type: answer } : answer;
    response.writeHead(typeof answer === 'string' ? 400 : 200, {
      'content-type': 'application/x-amz-json-1.0',
    });
    response.end(JSON.stringify(body));
  });
}).listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
