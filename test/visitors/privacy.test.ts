import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import ipaddr from 'ipaddr.js';
import { type Test, test } from 'tap';
import { utcDay } from '../../app/days/utc-day.ts';
import { identify } from '../../app/days/visitor.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { chrome } from '../support/agents.ts';
import { build } from '../support/build.ts';
import { makeTable, type Table } from '../support/table.ts';
import { repositoryOn, serviceOn, soon } from '../support/visitors.ts';

const secret = 'x'.repeat(32);
const addresses = ['192.0.2.77', '198.51.100.78', '2001:db8:aaaa:bbbb::cccc'];
const agents = [`${chrome} Marker/1`, 'Mozilla/5.0 (iPhone; Marker/2) Mobile Safari/604.1'];
/** None of these may be in the tables or the logs afterwards. */
const traces: (string | RegExp)[] = [
  ...addresses.flatMap(writings),
  ...['marker', 'mozilla', 'chrome/1', 'iphone', 'somebody', '@', 'secret-path', 'utm_', 'q=who'],
  ...['nowhere', 'a.b.c'],
];

test('after a week, neither tables nor logs contain traces of a visitor', async (t) => {
  const { table, app, logs, clock } = await site(t);
  const salts: Uint8Array[] = [];
  for (let day = 0; day < 7; day++) {
    for (const remoteAddress of addresses) {
      for (const agent of agents) await visit(app, remoteAddress, agent);
    }
    const open = await repositoryOn(table).openDay(utcDay(clock.now), soon());
    if (open) salts.push(open.open.salt);
    if (day === 6) break;
    clock.now += 24 * 3_600_000;
  }
  const { text, ids } = await dump(table);
  hasNoTraces(t, text);
  hasNoTraces(t, logs.join(''));
  t.equal(salts.length, 7);
  t.equal(count(text, '"salt"'), 1, 'only today has a salt');
  const idsOf = (salt: Uint8Array) =>
    addresses.flatMap((address) => agents.map((agent) => hex(identify(salt, address, agent).id)));
  for (const salt of salts.slice(0, 6)) {
    t.notOk(
      idsOf(salt).some((id) => ids.has(id)),
      'no visitor of an earlier day',
    );
    t.notMatch(text, hex(salt));
  }
  t.equal(ids.size, 6, 'today’s visitors, until the day is over');
  t.ok(idsOf(salts[6] as Uint8Array).every((id) => ids.has(id)));

  clock.now += 24 * 3_600_000;
  await serviceOn(repositoryOn(table), () => clock.now).rollUp(soon());
  const after = await dump(table);
  t.equal(count(after.text, '"salt"'), 0);
  t.equal(after.ids.size, 0);
  hasNoTraces(t, after.text);
  const { rolledUp } = await repositoryOn(table).totals(soon());
  t.equal(rolledUp, 7 * 6, 'only numbers remain');
});

test('a visitor who opted out adds one to the ledger, and the app computes nothing about them', async (t) => {
  const { table, app, clock } = await site(t);
  const nothing = summarize();
  await visit(app, '192.0.2.77', agents[0] ?? '', { 'sec-gpc': '1' });
  await visit(app, '192.0.2.77', agents[0] ?? '', { dnt: '1' });
  const { text, ids } = await dump(table);
  t.equal(ids.size, 0);
  t.equal(count(text, '"VISITS#'), 0);
  const day = utcDay(clock.now);
  const summary = (await repositoryOn(table).summaries([day], soon())).get(day);
  t.strictSame(summary, { ...nothing, uncounted: { ...nothing.uncounted, 'opted-out': 2 } });
});

async function site(t: Test) {
  const table = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T12:00:00Z') };
  const visitors = serviceOn(repositoryOn(table), () => clock.now);
  const { app, logs } = await build(t, {
    env: { DATA_TABLE_NAME: table.name, LOG_LEVEL: 'trace', ORIGIN_SECRET: secret },
    dependencies: { visitors },
  });
  return { table, clock, app, logs };
}

type App = Awaited<ReturnType<typeof site>>['app'];

function visit(app: App, remoteAddress: string, agent: string, headers = {}) {
  return app.inject({
    method: 'POST',
    url: '/v1/visitors/track?email=somebody@example.com',
    headers: {
      ...headers,
      'user-agent': agent,
      cookie: 'session=a.b.c',
      'x-forwarded-for': remoteAddress,
      'x-viewer-address': remoteAddress,
      'x-origin-secret': secret,
      'cloudfront-viewer-country': 'DE',
      referer: 'https://example.com/secret-path',
    },
    payload: {
      path: '/nowhere?email=somebody@example.com',
      referrer: 'https://somebody@search.example/secret-path?q=who&utm_source=mail',
    },
  });
}

/** All items as text, with binaries as hex, and the ids of visitors in them. */
async function dump({ client, name, ephemeral }: Table) {
  const ids = new Set<string>();
  const items: unknown[] = [];
  for (const TableName of [name, ephemeral]) {
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    for (const item of Items) for (const id of item.seen ?? []) ids.add(hex(id));
    items.push(...Items);
  }
  const text = JSON.stringify(items, (_, value) => {
    if (value instanceof Set) return [...value].map(hex);
    return value instanceof Uint8Array ? hex(value) : value;
  });
  return { text, ids };
}

function hasNoTraces(t: Test, text: string): void {
  t.ok(text.length > 100);
  for (const trace of traces) t.notMatch(text.toLowerCase(), trace);
}

/** The ways to write the networks of an address. The address itself contains them. */
function writings(address: string): (string | RegExp)[] {
  const ip = ipaddr.parse(address);
  const all = hex(ip.toByteArray());
  if (ip instanceof ipaddr.IPv6) {
    const words = ip.parts.map((part) => part.toString(16));
    const long = words.map((word) => word.padStart(4, '0'));
    // The /48, and the rest of the /64.
    const parts = [words, long].flatMap((all) => [all.slice(0, 3), all.slice(2, 4)]);
    return [...parts.map((part) => part.join(':')), all.slice(0, 12)];
  }
  const network = all.slice(0, 6);
  // Six digits alone: longer numbers can contain them by chance.
  const alone = new RegExp(`(?<![0-9a-f])${network}(?![0-9a-f])`);
  const mapped = ip.toIPv4MappedAddress().toString().replace('::ffff:', '');
  return [address.replace(/\.\d+$/, ''), all, `${network}00`, mapped, alone];
}

function hex(bytes: Uint8Array | number[]): string {
  return Buffer.from(bytes).toString('hex');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
