import { gzipSync } from 'node:zlib';
import { test } from 'tap';
import { lines, read, refusal } from '../../support/foreign.ts';
import { zip } from '../../support/zip.ts';

const columns =
  'website_id session_id visit_id event_id hostname browser os device screen language country subdivision1 subdivision2 city url_path url_query referrer_path referrer_query referrer_domain page_title event_type event_name created_at'.split(
    ' ',
  );

const usual: Record<string, string> = {
  website_id: 'website-1',
  session_id: 'session-1',
  visit_id: 'visit-1',
  event_id: 'event-1',
  hostname: 'example.com',
  device: 'laptop',
  country: 'DE',
  url_path: '/',
  page_title: '"Home, sweet home"',
  event_type: '1',
  created_at: '2024-05-01 10:00:00',
};

const row = (fields: Record<string, string> = {}) =>
  columns.map((name) => fields[name] ?? usual[name] ?? '').join(',');

const csv = lines(
  columns.join(),
  row({ url_path: '/late', referrer_domain: 'late.example' }),
  row({ url_path: '/blog/', referrer_domain: 'www.a.example', created_at: '2024-05-01 09:00:00' }),
  row({ url_path: '/later', created_at: '2024-05-01 11:00:00' }),
  row({ session_id: 's2', device: 'mobile', country: '\\N', referrer_domain: 'www.example.com' }),
  row({ session_id: 's3', event_type: '2', event_name: 'click' }),
  row({ session_id: 's2', device: 'mobile', created_at: '2024-05-02 00:00:00.123' }),
);

const days = [
  {
    date: '2024-05-01',
    visitors: 2,
    views: 4,
    paths: { '/': 1, '/blog/': 1 },
    referrers: { 'a.example': 1, none: 1 },
    countries: { DE: 1, unknown: 1 },
    devices: { desktop: 1, mobile: 1 },
  },
  {
    date: '2024-05-02',
    visitors: 1,
    views: 1,
    paths: { '/': 1 },
    referrers: { none: 1 },
    countries: { DE: 1 },
    devices: { mobile: 1 },
  },
];

test('visitors of Umami Cloud are sessions with a page view in a day, by their first one', async (t) => {
  const forms: [string, string | Buffer][] = [
    ['website.csv', csv],
    ['website.csv.gz', gzipSync(csv)],
    ['a.zip', zip({ 'export/website_event.csv': csv, 'export/session_data.csv': 'a,b\n' })],
    ['a.zip', zip({ 'website.csv': csv })],
  ];
  for (const [name, content] of forms) {
    const foreign = await read(t, name, content);
    t.equal(foreign.source, 'umami');
    t.strictSame(foreign.days, days);
    t.match(foreign.notes, [/2024-05-02, may be incomplete/, /without a zone/]);
    t.notMatch(JSON.stringify(foreign), /session-1|visit-1|event-1|website-1/, 'ids are not kept');
  }
});

test('times with a zone become days in UTC', async (t) => {
  const text = lines(columns.join(), row({ created_at: '2024-05-01T23:30:00-02:00' }));
  const { days: found, notes } = await read(t, 'a.csv', text);
  t.strictSame(
    found.map(({ date }) => date),
    ['2024-05-02'],
  );
  t.equal(notes.length, 1);
});

const bad: [what: string, content: string, message: RegExp][] = [
  ['no events', `${columns.join()}\n`, /^a\.csv: has no page views/],
  ['only clicks', lines(columns.join(), row({ event_type: '2' })), /^a\.csv: has no page views/],
  [
    'two websites',
    lines(columns.join(), row(), row({ website_id: 'w2' })),
    /^a\.csv:3: is of another website/,
  ],
  ['no session', lines(columns.join(), row({ session_id: '' })), /^a\.csv:2: has no session_id/],
  ['odd type', lines(columns.join(), row({ event_type: '-1' })), /^a\.csv:2: event_type "-1"/],
  ['odd time', lines(columns.join(), row({ created_at: '1' })), /^a\.csv:2: "1" is no date/],
  [
    'future',
    lines(columns.join(), row({ created_at: '2024-06-02 00:00:00' })),
    /:2: 2024-06-02 is/,
  ],
  ['no column', csv.replace('country', 'land'), /^a\.csv:1: has no column "country"/],
];

test('mistakes in the CSV of Umami Cloud are refused with the line', async (t) => {
  for (const [what, content, message] of bad) {
    t.match(await refusal(t, 'a.csv', content), message, what);
  }
});

test('exports of self-hosted Umami are refused with the reason', async (t) => {
  const names = ['events', 'pages', 'referrers', 'browsers', 'os', 'devices', 'countries'];
  const archive = zip(Object.fromEntries(names.map((name) => [`${name}.csv`, 'x,y\n/,5\n'])));
  const forms: [string, string | Buffer][] = [
    ['a.json', JSON.stringify({ zip: archive.toString('base64') })],
    ['a.zip', archive],
    ['pages.csv', '"x","y"\r\n"/",5\r\n'],
  ];
  for (const [name, content] of forms) {
    t.match(await refusal(t, name, content), 'totals of a time without days', name);
  }
});

test('other archives are refused', async (t) => {
  const other = /^a\.zip: is no export that can be read/;
  t.match(await refusal(t, 'a.zip', zip({})), other);
  t.match(await refusal(t, 'a.zip', zip({ 'a.txt': 'x' })), other);
  t.match(await refusal(t, 'a.zip', zip({ 'a.csv': csv, 'b.csv': csv })), other);
  const odd = zip({ 'a.csv': 'name\nx\n' });
  t.match(await refusal(t, 'a.zip', odd), /^a\.zip\/a\.csv:1: is no export/);
});
