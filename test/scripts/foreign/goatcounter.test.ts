import { gzipSync } from 'node:zlib';
import { test } from 'tap';
import { lines, read, refusal } from '../../support/foreign.ts';
import { zip } from '../../support/zip.ts';

const header =
  '2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date';

interface Hit {
  path?: string;
  event?: string;
  bot?: string;
  ref?: string;
  scheme?: string;
  location?: string;
  first?: string;
  date?: string;
}

function hit({
  path = '/',
  event = '0',
  bot = '0',
  ref = '',
  scheme = '',
  location = 'DE',
  first = '1',
  date = '2024-05-01T10:00:00Z',
}: Hit = {}): string {
  const session = '1a2b3c4d5e6f';
  return `${path},"A, title",${event},,Firefox 1,Linux,${session},${bot},${ref},${scheme},"1280,0,1",${location},${first},${date}`;
}

const csv = lines(
  header,
  hit(),
  hit({ first: '0' }),
  hit({ path: '/blog/?a=1', ref: 'www.example.com/x', scheme: 'h', location: 'US-TX' }),
  hit({ ref: 'Google', scheme: 'g', location: '' }),
  hit({ ref: 'campaign.example', scheme: 'c', first: 'true' }),
  hit({ path: 'click-banana', event: '1' }),
  hit({ bot: '3' }),
  hit({ date: '2024-05-02T01:30:00+02:00' }),
  hit({ date: '2024-05-02T00:00:00Z', first: '0' }),
);

test('visitors of GoatCounter are first visits, without events and bots, by day in UTC', async (t) => {
  for (const [name, content] of [
    ['export.csv', csv],
    ['export.csv.gz', gzipSync(csv)],
  ] as const) {
    const foreign = await read(t, name, content);
    t.strictSame(foreign.source, 'goatcounter');
    t.strictSame(foreign.days, [
      {
        date: '2024-05-01',
        visitors: 5,
        views: 6,
        paths: { '/': 4, '/blog/': 1 },
        referrers: { none: 2, other: 2, 'example.com': 1 },
        countries: { DE: 3, US: 1, unknown: 1 },
      },
      { date: '2024-05-02', visitors: 0, views: 1 },
    ]);
    t.match(foreign.notes, [/once for each page/, /2024-05-02, may be incomplete/]);
    t.equal(foreign.notes.length, 2);
    t.notMatch(JSON.stringify(foreign), '1a2b3c4d5e6f', 'sessions are not kept');
  }
});

test('times without zone are UTC, which is said', async (t) => {
  const text = lines(header, hit({ date: '2024-05-01 23:59:59' }));
  const { days, notes } = await read(t, 'a.csv', text);
  t.equal(days[0]?.date, '2024-05-01');
  t.match(notes.at(-1), 'without a zone');
});

const badCsv: [what: string, content: string, message: RegExp][] = [
  ['version 1', csv.replace('2Path', '1Path'), /^a\.csv:1: is version 1 of GoatCounter's CSV/],
  ['version 22', csv.replace('2Path', '22Path'), /^a\.csv:1: is version 22 of/],
  ['only a header', `${header}\n`, /^a\.csv: has no rows\. .*"Individual pageviews"/],
  ['only bots', lines(header, hit({ bot: '1' })), /^a\.csv: has only events and bots/],
  ['without a column', csv.replace('FirstVisit', 'First'), /^a\.csv:1: has no column "firstvisit"/],
  ['odd flag', lines(header, hit(), hit({ first: '2' })), /^a\.csv:3: firstvisit "2" is neither/],
  ['odd bot', lines(header, hit({ bot: '-1' })), /^a\.csv:2: Bot "-1" is not a whole number/],
  ['odd date', lines(header, hit({ date: 'yesterday' })), /^a\.csv:2: "yesterday" is no date/],
  [
    'future',
    lines(header, hit({ date: '2024-06-02T00:00:00Z' })),
    /^a\.csv:2: 2024-06-02 is after/,
  ],
  [
    'seconds since 1970',
    lines(header, hit({ date: '1970-01-01T00:00:00Z' })),
    /:2: 1970-01-01 is b/,
  ],
  ['short row', lines(header, '/,title'), /^a\.csv:2: has 2 fields, the header 14/],
];

test("mistakes in GoatCounter's CSV are refused with the line", async (t) => {
  for (const [what, content, message] of badCsv) {
    t.match(await refusal(t, 'a.csv', content), message, what);
  }
});

const jsonLines = (...all: object[]) => lines(...all.map((one) => JSON.stringify(one)));

const json = {
  'info.json': JSON.stringify(
    {
      export_version: '1.0',
      goatcounter_version: '2.7',
      created_for: 'stats.example.com',
      created_by: 'User 1 <user@example.com>',
      created_at: '2024-05-02T16:49:27Z',
    },
    null,
    4,
  ),
  'paths.jsonl': jsonLines(
    { id: 211, event: false, path: '/', title: 'Home' },
    { id: 215, path: '/api?x=y', title: 'API' },
    { id: 300, event: true, path: 'click-banana', title: 'Fruit' },
  ),
  'refs.jsonl': jsonLines(
    { id: 1, ref: '', ref_scheme: 'o' },
    { id: 2, ref: 'Google', ref_scheme: 'g' },
    { id: 3, ref: 'example.com/page.html', ref_scheme: 'h' },
  ),
  'hit_stats.jsonl': jsonLines(
    { hour: '2024-05-02T15:00:00Z', path_id: 211, ref_id: 3, count: 1 },
    { hour: '2024-05-01T19:00:00Z', path_id: 211, ref_id: 1, count: 4 },
    { hour: '2024-05-01T23:00:00Z', path_id: 215, ref_id: 2, count: 2 },
    { hour: '2024-05-01T23:00:00Z', path_id: 215, ref_id: 99, count: 1 },
    { hour: '2024-05-01T23:00:00Z', path_id: 300, ref_id: 1, count: 50 },
  ),
  'location_stats.jsonl': jsonLines(
    { day: '2024-05-01', path_id: 211, location: 'IN', count: 1 },
    { day: '2024-05-01', path_id: 211, location: 'RO-B', count: 2 },
    { day: '2024-05-01', path_id: 215, location: '', count: 4 },
    { day: '2024-05-01', path_id: 300, location: 'DE', count: 50 },
    { day: '2024-04-30', path_id: 211, location: 'DE', count: 1 },
  ),
  'browser_stats.jsonl': 'not read',
};

const jsonDays = [
  {
    date: '2024-05-01',
    visitors: 7,
    views: 7,
    paths: { '/': 4, '/api': 3 },
    referrers: { none: 4, other: 3 },
    countries: { unknown: 4, RO: 2, IN: 1 },
  },
  {
    date: '2024-05-02',
    visitors: 1,
    views: 1,
    paths: { '/': 1 },
    referrers: { 'example.com': 1 },
  },
];

test("counts of GoatCounter's JSON are summed by day, without events", async (t) => {
  const nested = Object.fromEntries(
    Object.entries(json).map(([name, text]) => [`goatcounter-export/2024/${name}`, text]),
  );
  const numeric = { ...json, 'info.json': json['info.json'].replace('"1.0"', '1.0') };
  for (const files of [json, nested, numeric]) {
    const foreign = await read(t, 'export.zip', zip(files));
    t.equal(foreign.source, 'goatcounter');
    t.strictSame(foreign.days, jsonDays);
    t.match(foreign.notes, [
      /once for each page/,
      /no page views/,
      '2024-05-02 is incomplete: the export was made on that day, at 2024-05-02T16:49:27Z.',
    ]);
    t.notMatch(JSON.stringify(foreign), 'user@example.com');
  }
  const { 'refs.jsonl': _, 'location_stats.jsonl': __, ...least } = json;
  const [day] = (await read(t, 'export.zip', zip(least))).days;
  t.strictSame(day, {
    date: '2024-05-01',
    visitors: 7,
    views: 7,
    paths: { '/': 4, '/api': 3 },
    referrers: { other: 7 },
  });
});

type Names = keyof typeof json;
const hits = (fields: object) => ({
  'hit_stats.jsonl': jsonLines(
    { hour: '2024-05-01T19:00:00Z', path_id: 211, ref_id: 1, count: 4 },
    { hour: '2024-05-01T19:00:00Z', path_id: 211, ref_id: 1, count: 4, ...fields },
  ),
});
const hitsPath = 'a.zip/hit_stats.jsonl';

const badJson: [what: string, files: Partial<Record<Names, string>>, message: string | RegExp][] = [
  [
    'version 2',
    { 'info.json': '{"export_version":"2.0"}' },
    "a.zip/info.json: is version 2.0 of GoatCounter's JSON: only version 1 can be read",
  ],
  ['no version', { 'info.json': '{}' }, /^a\.zip\/info\.json: is version unknown/],
  ['info is a list', { 'info.json': '[]' }, 'a.zip/info.json: is no JSON object'],
  ['no hits', { 'hit_stats.jsonl': '' }, `${hitsPath}: has no visitors`],
  ['no JSON', { 'hit_stats.jsonl': '\n{"hour"' }, `${hitsPath}:2: is not JSON`],
  ['no object', { 'hit_stats.jsonl': '1' }, `${hitsPath}:1: is no JSON object`],
  ['negative', hits({ count: -1 }), `${hitsPath}:2: count -1 is not a whole number`],
  ['fraction', hits({ count: 3.5 }), `${hitsPath}:2: count 3.5 is not a whole number`],
  ['text', hits({ count: '3' }), `${hitsPath}:2: count "3" is not a whole number`],
  ['large', hits({ count: 1e9 }), `${hitsPath}:2: count 1000000000 is more than 100000000`],
  ['no hour', hits({ hour: 5 }), `${hitsPath}:2: has no text "hour"`],
  ['odd hour', hits({ hour: '5 pm' }), /^a\.zip\/hit_stats\.jsonl:2: "5 pm" is no date/],
  ['future', hits({ hour: '2024-06-02T00:00:00Z' }), /:2: 2024-06-02 is after today/],
  ['unknown path', hits({ path_id: 5 }), `${hitsPath}:2: path_id 5 is not in paths.jsonl`],
  [
    'too large together',
    hits({ count: 1e8 }),
    `${hitsPath}: the sum of visitors on 2024-05-01 100000004 is more than 100000000`,
  ],
  [
    'odd location',
    { 'location_stats.jsonl': '{"day":"2024-05-01","path_id":211,"count":1}' },
    'a.zip/location_stats.jsonl:1: has no text "location"',
  ],
];

test("mistakes in GoatCounter's JSON are refused with the file and the line", async (t) => {
  for (const [what, files, message] of badJson) {
    const found = await refusal(t, 'a.zip', zip({ ...json, ...files }));
    if (typeof message === 'string') t.equal(found, message, what);
    else t.match(found, message, what);
  }
  const { 'paths.jsonl': _, ...without } = json;
  t.equal(await refusal(t, 'a.zip', zip(without)), 'a.zip: has no paths.jsonl');
  const twice = zip({ ...json, 'old/info.json': '{}' });
  t.equal(
    await refusal(t, 'a.zip', twice),
    'a.zip/info.json: is there again, as a.zip/old/info.json',
  );
});
