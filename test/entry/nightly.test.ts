import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dayKeys } from '../../app/days/keys.ts';
import { addDays, utcDay } from '../../app/days/utc-day.ts';
import { dynamoLoginLimit } from '../../app/features/auth/dynamo-login-limit.ts';
import { dataKeys, ephemeralKeys } from '../../app/features/visitors/keys.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { awayFromMidnight } from '../support/midnight.ts';
import { startNightly } from '../support/nightly.ts';
import { makeTable, type Table } from '../support/table.ts';
import { addDay, repositoryOn, soon } from '../support/visitors.ts';

// The tables of all nights are compared, which takes a minute.
await awayFromMidnight(120_000);
const yesterday = addDays(utcDay(Date.now()), -1);
const old = addDays(yesterday, -40);

/** Tables with work for each part. */
async function tablesWithWork(t: Test): Promise<Table> {
  const table = await makeTable(t);
  const { client, ephemeral } = table;
  const summary = { ...summarize(), visitors: 3, paths: { '/': 3 }, countries: { DE: 3 } };
  await addDay(repositoryOn(table), old, summary);
  const seen = new Set([Buffer.alloc(8, 1), Buffer.alloc(8, 2)]);
  for (const Item of [
    { ...dayKeys.day(yesterday), capacity: 40 },
    { ...dayKeys.salt(yesterday), salt: Buffer.alloc(32, 1) },
    { ...ephemeralKeys.visits(yesterday, ''), seen, CDE: 2 },
  ]) {
    await client.send(new PutCommand({ TableName: ephemeral, Item }));
  }
  const then = Date.parse(`${yesterday}T12:00:00Z`);
  const limit = dynamoLoginLimit(database(client).table(ephemeral), () => then);
  for (const address of ['192.0.2.1', '198.51.100.1']) await limit.take('sign-in', address, soon());
  return table;
}

async function items({ client }: Table, TableName: string) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.map(plain).sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
}

/** Sets and bytes as text, which tap compares. */
function plain(item: Record<string, unknown>): Record<string, unknown> {
  const text = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);
  return JSON.parse(JSON.stringify(item, text));
}

const dump = async (table: Table) => ({
  data: await items(table, table.name),
  ephemeral: await items(table, table.ephemeral),
});

const isWrite = (body: string) =>
  /"(UpdateExpression|Item|TransactItems)":/.test(body) ||
  /^\{(?!.*ConsistentRead).*"Key":/.test(body);

test('a night that ends after any of its writes leaves the same tables after the next one', async (t) => {
  const whole = await tablesWithWork(t);
  t.equal(await startNightly(t, whole).exit, 0);
  const expected = await dump(whole);
  const summary = await whole.client.send(
    new GetCommand({ TableName: whole.name, Key: dataKeys.summary(yesterday) }),
  );
  t.equal(summary.Item?.visitors, 2, 'yesterday is rolled up');
  t.strictSame(
    expected.ephemeral.filter(({ salt, failures }) => salt ?? failures),
    [],
    'salts and attempts are gone',
  );
  t.equal(await startNightly(t, whole).exit, 0);
  t.strictSame(await dump(whole), expected, 'a second run changes nothing');

  let killed = 0;
  for (let last = false; !last; ) {
    const table = await tablesWithWork(t);
    const proxy = await startFaultProxy(t);
    const night = startNightly(t, table, { DYNAMODB_ENDPOINT: proxy.url });
    let writes = 0;
    proxy.fault = (body) => {
      if (!isWrite(body) || writes++ < killed) return 'none';
      night.child.kill('SIGKILL');
      return 'drop-answer';
    };
    last = (await night.exit) === 0;
    if (last) break;
    killed++;
    t.equal(await startNightly(t, table).exit, 0);
    t.strictSame(await dump(table), expected, `killed after write ${killed}`);
  }
  t.ok(killed >= 8, 'writes of all parts');
});

test('a part that fails is logged and measured, and leaves the others their turn', async (t) => {
  const table = await tablesWithWork(t);
  const night = startNightly(t, table, {
    DATA_TABLE_NAME: 'no-such-table',
    EPHEMERAL_TABLE_NAME: table.ephemeral,
  });
  t.not(await night.exit, 0, 'the function fails, so that Lambda retries it');
  const lines = night
    .output()
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const failure = (Part: string) => ({
    _aws: {
      CloudWatchMetrics: [
        {
          Namespace: 'CloudResume',
          Dimensions: [['Stack', 'Part']],
          Metrics: [{ Name: 'NightlyPartFailed', Unit: 'Count' }],
        },
      ],
    },
    ...{ Stack: 'my-stack', Part, NightlyPartFailed: 1 },
  });
  t.match(lines, [
    { level: 'info', part: 'attempts', durationMs: Number },
    { level: 'error', part: 'days', durationMs: Number, error: /ResourceNotFound/ },
    failure('days'),
    { level: 'error', part: 'spike', durationMs: Number, error: /ResourceNotFound/ },
    failure('spike'),
  ]);
  t.equal(lines.length, 5);
  const left = await items(table, table.ephemeral);
  t.strictSame(
    left.filter(({ failures }) => failures),
    [],
    'the attempts are deleted',
  );
});
