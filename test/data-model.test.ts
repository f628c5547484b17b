import { readdir, readFile } from 'node:fs/promises';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { database } from '../app/aws/dynamo/database.ts';
import { identify } from '../app/days/visitor.ts';
import { forgetAttempts } from '../app/features/auth/dynamo-forget-attempts.ts';
import { dynamoLoginLimit } from '../app/features/auth/dynamo-login-limit.ts';
import { dynamoCountRepository } from '../app/features/count/dynamo-repository.ts';
import { dynamoDigestMarks } from '../app/features/digest/dynamo-repository.ts';
import { dynamoImports } from '../app/features/imports/dynamo-repository.ts';
import { dynamoPauseRepository } from '../app/features/pause/dynamo-repository.ts';
import { type Reason, reasons } from '../app/features/visitors/repository.ts';
import { summarize } from '../app/features/visitors/summary.ts';
import { anyVersion, contentOn, post, rendererOf } from './support/content.ts';
import { clientThrough, databaseEnv, makeTable, type Table } from './support/table.ts';
import { viewRepositoryOn } from './support/views.ts';
import { repositoryOn, soon } from './support/visitors.ts';

interface Row {
  item: string;
  table: string;
  pk: string;
  sk: string;
  /** DynamoDB's types by the names of the attributes. */
  attributes: Record<string, string>;
}

const document = await readFile('docs/data-model.md', 'utf8');
const rows: Row[] = tableBelow('Items').map(
  ([item = '', table = '', pk = '', sk = '', list = '']) => ({
    ...{ item, table, pk: code(pk), sk: code(sk) },
    attributes: Object.fromEntries(
      list.split(', ').map((attribute) => {
        const [name = '', type = ''] = attribute.split(' ');
        return [code(name), type];
      }),
    ),
  }),
);
const patterns = Object.fromEntries(
  tableBelow('Access patterns').map(([pattern, , requests = '']) => [
    pattern,
    requests.split('; ').flatMap(repeated),
  ]),
);

test('the code and the document have the same kinds of items', async (t) => {
  const files = (await readdir('app', { recursive: true })).filter((file) => file.endsWith('.ts'));
  const sources = await Promise.all(files.map((file) => readFile(`app/${file}`, 'utf8')));
  const literal = String.raw`(?:'([^']*)'|\x60([^\x60]*)\x60|\w+)`;
  const keys = sources.flatMap((source) =>
    [...source.matchAll(RegExp(`\\bpk: ${literal}, sk: ${literal}`, 'g'))]
      // Where the partition is a variable, it comes from a key that is found elsewhere.
      .filter(([, quoted, template]) => quoted ?? template)
      .map(([, pk, pkTemplate, sk, skTemplate]) =>
        [pk ?? pkTemplate, sk ?? skTemplate ?? '*'].map((key) => key?.replace(/\$\{.*?\}/g, '*')),
      )
      .map((key) => key.join(' ')),
  );
  const documented = rows.map(({ pk, sk }) => `${pk} ${sk}`.replace(/<.*?>/g, '*'));
  t.strictSame([...new Set(keys)].sort(), documented.sort());
});

test('every access pattern makes the requests and writes the items that the document lists', async (t) => {
  const table = await makeTable(t);
  const { client, requests } = recorded(t, table);
  const db = database(client);
  const seen = new Set<string>();
  const made: Record<string, string[]> = {};
  async function run<R>(pattern: string, act: () => Promise<R>): Promise<R> {
    requests.length = 0;
    const result = await act();
    made[pattern] = [...requests];
    for (const item of await dump(table)) check(t, item, seen);
    return result;
  }
  const [counter, untriedCounter] = tried(dynamoCountRepository(db.table(table.name)));
  await run('Count a view', () => counter.add());
  await run('Read the views', () => counter.total());
  await run('Raise the views', () => counter.raise(9));
  t.strictSame(untriedCounter(), []);

  const [pauses, untriedPauses] = tried(dynamoPauseRepository(db.table(table.name)));
  const pause = { pausedAt: '2026-11-21T00:00:00.000Z', reason: 'test' };
  await run('Pause counting', () => pauses.pause(pause));
  await run('Read the switch', () => pauses.find());
  await run('Resume counting', () => pauses.resume());
  t.strictSame(untriedPauses(), []);

  // So much later that each statistic reads everything again.
  let now = Date.now();
  const later = () => (now += 10_000);
  const [visitors, untriedVisitors] = tried(repositoryOn(table, { client, now: later }));
  const day = '2026-11-21';
  const opened = await run('Open a new day', () => visitors.openDay(day, soon()));
  if (!opened) throw new Error(`${day} is over`);
  await run('Read an open day', () => visitors.openDay(day, soon()));
  const visit = () => {
    const dimensions = { path: '/', referrer: 'host.example', country: 'DE', device: 'desktop' };
    const visitor = identify(opened.open.salt, '10.0.0.1', `${agents++}`);
    return visitors.countVisit(opened.open, { visitor, dimensions }, soon());
  };
  let agents = 0;
  await run('Count the first visit of a process', visit);
  await run('Count a visit', visit);
  const reach = (agent: string) => {
    const visitor = identify(opened.open.salt, '10.0.0.1', agent, ' goal pdf');
    return visitors.countGoal(opened.open, { visitor, goal: 'pdf' }, soon());
  };
  await run('Count the first goal of a process', () => reach('1'));
  await run('Count a goal', () => reach('2'));
  const exclude = (reason: Reason) => visitors.countExcluded(opened.open, reason, soon());
  for (const reason of reasons) await run('Count an excluded visit', () => exclude(reason));

  await run('Read the number of visitors', () => visitors.totals(soon()));
  await run('Read trends', () => visitors.dayTotals([day], soon()));
  await run('Read summaries', () => visitors.summaries([day], soon()));
  await run('Roll up a day', () => visitors.rollUp('2026-11-22', soon()));
  const invented = { ...summarize(), sample: true } as const;
  const past = new Map([['2026-11-20', invented]]);
  await run('Add days', () => visitors.addDays(past, soon()));
  await run('Find the first day', () => visitors.firstDay(soon()));
  await run('Read stored days', () => visitors.storedDays(undefined, 10, soon()));
  await run('Forget a day', () => visitors.forget('2026-11-20', soon()));
  await run('Forget older days', () => visitors.forgetBefore('2026-11-22', soon()));
  t.strictSame(untriedVisitors(), []);

  await runImports(t, run, { ...table, client });
  await runViews(t, run, { ...table, client }, later);

  const [limit, untriedLimit] = tried(dynamoLoginLimit(db.table(table.ephemeral)));
  await run('Limit the first sign-in attempt', () => limit.take('sign-in', '192.0.2.1', soon()));
  await run('Limit a sign-in attempt', () => limit.take('sign-in', '192.0.2.1', soon()));
  await run('Take back a failure', () => limit.giveBack('sign-in', '192.0.2.1', soon()));
  t.strictSame(untriedLimit(), []);
  const tomorrow = () => Date.now() + 24 * 60 * 60 * 1000;
  await run('Forget sign-in attempts', () =>
    forgetAttempts(db.table(table.ephemeral), soon(), tomorrow),
  );

  const week = '2026-W48';
  const [marks, untriedMarks] = tried(dynamoDigestMarks(db.table(table.ephemeral), later));
  await run('Claim a digest', () => marks.claim(week, soon()));
  now += 61_000;
  await run('Claim a digest again', () => marks.claim(week, soon()));
  await run('Release a digest', () => marks.release(week, soon()));
  await run('Mark a digest as sent', () => marks.sent(week, soon()));
  t.strictSame(untriedMarks(), []);

  await runContent(t, run, { ...table, client });

  t.strictSame(made, patterns);
  const documented = rows.flatMap(({ item, attributes }) =>
    Object.keys(attributes).map((name) => `${item}: ${name}`),
  );
  t.strictSame([...seen].sort(), documented.sort(), 'every attribute of the document was written');
});

type Run = <R>(pattern: string, act: () => Promise<R>) => Promise<R>;

/** Views of a post on a day of their own. */
async function runViews(t: Test, run: Run, table: Table, later: () => number) {
  const content = contentOn(table);
  const { item } = await content.create('post', post('viewed'), { publish: true });
  const viewed = { kind: 'post', id: item.id } as const;
  const [views, untried] = tried(viewRepositoryOn(table, { now: later }));
  const visitors = repositoryOn(table, { now: later });
  const { open } = (await visitors.openDay('2026-11-23', soon())) ?? {};
  if (!open) throw new Error('The day is over');
  const view = (agent: string) => {
    const visitor = identify(open.salt, '10.0.0.1', agent, item.id);
    return views.countView(open, { ...viewed, visitor }, soon());
  };
  await run('Ask whether content is published', () => views.isPublished(viewed, soon()));
  await run('Find what a path shows', () => views.find('post', 'viewed', soon()));
  await run('Count the first view of content of a process', () => view('1'));
  await run('Count a view of content', () => view('2'));
  await run('Read the views of an item', () => views.viewsOf(viewed, soon()));
  later();
  await run('Read the views of a kind', () => views.views('post', soon()));
  await run('Name what was viewed', () => views.summaries('post', [item.id], soon()));
  await run('Roll up a day with views of content', () => visitors.rollUp('2026-11-24', soon()));
  t.strictSame(untried(), []);
  await content.remove('post', item.id, anyVersion);
}

/** Numbers of another program, and of a counter. */
async function runImports(t: Test, run: Run, { client, name }: Table) {
  const db = database(client);
  const [imports, untried] = tried(dynamoImports(db, db.table(name)));
  const date = '2019-11-21';
  const tally = { '/': 1 };
  const tallies = { paths: tally, referrers: tally, countries: tally, devices: tally };
  const day = { date, visitors: 1, views: 2, ...tallies };
  await imports.add({ id: 'counter', source: 'counter', views: 5 }, soon());
  await run('Add an import', () => imports.add({ id: 'csv-1', source: 'csv' }, soon()));
  await run('Add imported days', () => imports.addDays('csv-1', [day], soon()));
  await run('List imports', () => imports.list(soon()));
  await run('Read imported totals', () => imports.days([date], soon()));
  await run('Read imported days', () => imports.summaries([date], soon()));
  await run('Read days of an import', () => imports.daysOf('csv-1', undefined, 9, soon()));
  await run('Delete an import', () => imports.remove('csv-1', soon()));
  t.strictSame(untried(), []);
}

/** The life of a post. */
async function runContent(t: Test, run: Run, table: Table) {
  const [content, untried] = tried(contentOn(table));
  const fields = post('x', { tags: ['a'], content: '![](/media/x-1x1.png)' });
  const create = (publish: boolean) => content.create('post', fields, { publish });
  const { id } = (await run('Create a draft', () => create(false))).item;
  const update = (changes: object) => content.update('post', id, { ...changes }, anyVersion);
  await run('Change a draft', () => update({ excerpt: 'y' }));
  await run('Publish', () => content.publish('post', id, undefined, anyVersion));
  await run('Change what is published', () => update({ excerpt: 'z' }));
  await run('Change its text', () => update({ content: `${fields.content} z` }));
  await run('Change its terms', () => update({ tags: ['b'] }));
  await run('Change its slug', () => update({ slug: 'y' }));
  await run('Change its slug again', () => update({ slug: 'z' }));
  await run('Find by id', () => content.find('post', id, false));
  await run('Find by slug', () => content.find('post', 'z', false));
  await run('Read a page', () => content.page('post', 'z'));
  await run('Read a page as Markdown', () => content.markdown('post', 'z'));
  const query = { status: 'published', limit: 20 } as const;
  const { items } = await run('Read a page of a list', () => content.list('post', query));
  await run('Read a page of all', () => content.list('post', { ...query, status: 'all' }));
  await run('Read texts of a list', () => content.html('post', items));
  await run('Read terms', () => content.terms('tag'));
  const { token } = await run('Make a preview link', () => content.createPreview('post', id));
  await run('Open a preview link', () => content.preview('post', id, token));
  await run('Remove a preview link', () => content.removePreview('post', id));
  await run('Ask whether an image is used', () => content.isMediaUsed('x-1x1.png'));
  const exported = await run('Export items', () =>
    content.exportItems('post', 'published', { room: 1 }),
  );
  const terms = await run('Export terms', () => content.exportTerms());
  const [item] = exported.items;
  if (!item) throw new Error('Nothing was exported');
  const copy = { ...item, id: 'c_0123456789abcdef', slug: 'copy', oldSlugs: [] };
  content.check('post', copy);
  await run('Import an item', () => content.restore('post', copy, false));
  const spelled = terms.map((term) => ({ ...term, name: term.name.toUpperCase() }));
  await run('Spell terms', () => content.spell(spelled.slice(0, 1), false));
  await content.remove('post', copy.id, anyVersion);
  const renewed = contentOn(table, { renderer: rendererOf(2) });
  await run('Read a page after the renderer changed', () => renewed.page('post', 'z'));
  await run('Unpublish', () => content.unpublish('post', id, anyVersion));
  await run('Delete', () => content.remove('post', id, anyVersion));
  t.strictSame(untried(), []);
}

/** Compares one stored item with its row, and adds the row's attributes that it has to `seen`. */
function check(
  t: Test,
  { table, pk, sk, ...attributes }: Record<string, unknown>,
  seen: Set<string>,
) {
  const row = rowOf(`${table}`, `${pk}`, `${sk}`);
  if (!row) return t.fail(`no row for ${table}: ${pk}, ${sk}`);
  for (const [name, value] of Object.entries(attributes)) {
    const listed =
      name in row.attributes
        ? name
        : Object.keys(row.attributes).find((one) => one.includes('<') && shape(one).test(name));
    if (!listed) t.fail(`${row.item} has no attribute ${name}`);
    else if (value !== null && typeOf(value) !== row.attributes[listed])
      t.fail(`${row.item}: ${name} is ${typeOf(value)}`);
    seen.add(`${row.item}: ${listed}`);
  }
}

function rowOf(table: string, pk: string, sk?: string): Row | undefined {
  return rows.find(
    (row) =>
      row.table === table && shape(row.pk).test(pk) && (sk === undefined || shape(row.sk).test(sk)),
  );
}

/** Attributes of one kind begin alike, and end in a counted value, a day or a day of a year. */
function shape(name: string): RegExp {
  const pattern = name
    .replaceAll('<day>', '\\d{4}-\\d\\d-\\d\\d')
    .replaceAll('<month-day>', '\\d\\d-\\d\\d')
    .replaceAll('<path>', '[0-3]*')
    .replaceAll('<door>', '(sign-in|refresh)')
    .replaceAll('<KIND>', '(POST|PROJECT|CERTIFICATION)')
    .replace(/<(year|item|.* number)>/g, '\\d+')
    .replace(/<.*?>/g, '.+');
  return RegExp(`^${pattern}$`);
}

function typeOf(value: unknown): string {
  if (value instanceof Set) return 'BS';
  if (value instanceof Uint8Array) return 'B';
  if (Array.isArray(value)) return 'L';
  const types: Record<string, string> = { number: 'N', string: 'S', boolean: 'BOOL', object: 'M' };
  return types[typeof value] ?? typeof value;
}

/** All items of both tables. */
async function dump({ client, name, ephemeral }: Table): Promise<Record<string, unknown>[]> {
  const tables = { DataTable: name, EphemeralTable: ephemeral };
  const found = Object.entries(tables).map(async ([table, TableName]) => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.map((item) => ({ table, ...item }));
  });
  return (await Promise.all(found)).flat();
}

/** A client that lists its requests as the document does. A retry, which sends the same input, is not listed. */
function recorded(t: Test, { name, ephemeral }: Table) {
  const client: DynamoDBDocumentClient = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const requests: string[] = [];
  const sent = new WeakSet<object>();
  const table = (TableName: string) =>
    ({ [name]: 'DataTable', [ephemeral]: 'EphemeralTable' })[TableName] ?? TableName;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        if (sent.has(args.input)) return next(args);
        sent.add(args.input);
        const items = keysOf(args.input as Input).map(([TableName, { pk, sk }]) => {
          const row = rowOf(table(TableName), pk, sk);
          return row?.item ?? `${table(TableName)} ${pk} ${sk}`;
        });
        requests.push(`${commandName.replace('Command', '')} ${[...new Set(items)].join(', ')}`);
        return next(args);
      },
    { step: 'initialize' },
  );
  return { client, requests };
}

interface Key {
  pk: string;
  sk?: string;
}

interface Write {
  TableName: string;
  Key?: Key;
  Item?: Key;
  ExpressionAttributeValues?: Record<string, string>;
}

interface Input extends Write {
  RequestItems?: Record<string, { Keys: Key[] }>;
  TransactItems?: Record<string, Write>[];
}

/** The keys that a request names, each with its table. */
function keysOf({ RequestItems, TransactItems, ...one }: Input): [string, Key][] {
  if (RequestItems) {
    return Object.entries(RequestItems).flatMap(([table, { Keys }]) =>
      Keys.map((key): [string, Key] => [table, key]),
    );
  }
  const writes = TransactItems?.flatMap((write) => Object.values(write)) ?? [one];
  return writes.map(({ TableName, Key, Item, ExpressionAttributeValues = {} }) => [
    TableName,
    Key ?? Item ?? { pk: Object.values(ExpressionAttributeValues)[0] ?? '' },
  ]);
}

/** The repository, and the names of its operations that were not called yet. */
function tried<T extends object>(repository: T): [T, untried: () => string[]] {
  const untried = new Set(Object.keys(repository));
  const watched = new Proxy(repository, {
    get(target, name) {
      untried.delete(String(name));
      return target[name as keyof T];
    },
  });
  return [watched, () => [...untried]];
}

/** The cells of the first table below a heading, row by row. */
function tableBelow(heading: string): string[][] {
  const section = document.split('\n## ').find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const [, , ...lines] = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A request as often as its note says. */
function repeated(request: string): string[] {
  const [, one = request, times = '1'] = /^(.*) \((\d+) times\)$/.exec(request) ?? [];
  return Array(Number(times)).fill(one);
}

function code(cell: string): string {
  return cell.replaceAll('`', '');
}
