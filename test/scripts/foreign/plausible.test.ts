import { test } from 'tap';
import { lines, read, refusal } from '../../support/foreign.ts';
import { zip } from '../../support/zip.ts';

const totals = lines(
  '"date","visitors","pageviews","bounces","visits","visit_duration"',
  '"2024-02-09",119,304,77,134,21070',
  '"2024-02-10",166,325,117,180,21467',
);

/** As https://plausible.io/docs/csv-import shows them. */
const tables = {
  'imported_visitors_20240209_20240210.csv': totals,
  'imported_entry_pages_20240209_20240210.csv': lines(
    '"date","entry_page","visitors","entrances","visit_duration","bounces","pageviews"',
    '"2024-02-09","/docs",28,29,3573,13,64',
    '"2024-02-09","/docs?x=y",2,2,224,1,11',
    '"2024-02-10","/",7,7,114,6,8',
  ),
  'imported_pages_20240209_20240210.csv': lines(
    '"date","hostname","page","visits","visitors","pageviews"',
    '"2024-02-09","plausible.io","/not-an-entry",8,8,9',
  ),
  'imported_sources_20240209_20240210.csv': lines(
    '"date","source","referrer","utm_source","utm_medium","utm_campaign","utm_content","utm_term","pageviews","visitors","visits","visit_duration","bounces"',
    '"2024-02-09","DuckDuckGo","duckduckgo.com","","","","","",2,1,1,19,0',
    '"2024-02-09","GitHub","github.com/4lejandrito/next-plausible","","","","","",1,2,1,0,1',
    '"2024-02-09","","","","","","","",13,5,1,1119,0',
    '"2024-02-09","Direct / None","","","","","","",13,1,1,1119,0',
    '"2024-02-09","newsletter","","newsletter","email","","","",13,3,1,1119,0',
    '"2024-02-09","npmjs.com","","npmjs.com","","","","",13,4,1,1119,0',
  ),
  'imported_locations_20240209_20240210.csv': lines(
    '"date","country","region","city","visitors","visits","visit_duration","bounces","pageviews"',
    '"2024-02-09","FR","FR-PAC",3027647,1,1,4,0,2',
    '"2024-02-09","FR","FR-CVL",3032213,2,1,0,1,1',
    '"2024-02-09","","",0,4,1,0,1,1',
    '"2024-03-01","FR","",0,4,1,0,1,1',
  ),
  'imported_devices_20240209_20240210.csv': lines(
    '"date","device","visitors","visits","visit_duration","bounces","pageviews"',
    '"2024-02-09","Mobile",12,13,140,10,17',
    '"2024-02-09","Laptop",19,21,3545,11,36',
    '"2024-02-09","Desktop",89,100,17385,56,251',
    '"2024-02-09","Tablet",1,1,65,0,4',
    '"2024-02-09","(not set)",3,1,65,0,4',
  ),
  'imported_custom_props_20240209_20240210.csv': 'not read',
  'imported_browsers_20240209_20240210.csv': 'not read',
};

const days = [
  {
    date: '2024-02-09',
    visitors: 119,
    views: 304,
    paths: { '/docs': 30 },
    referrers: { none: 6, 'npmjs.com': 4, other: 3, 'github.com': 2, 'duckduckgo.com': 1 },
    countries: { unknown: 4, FR: 3 },
    devices: { desktop: 108, mobile: 12, other: 3, tablet: 1 },
  },
  { date: '2024-02-10', visitors: 166, views: 325, paths: { '/': 7 } },
];
const bare = days.map(({ date, visitors, views }) => ({ date, visitors, views }));

test('days of Plausible are those of imported_visitors', async (t) => {
  const inFolder = Object.fromEntries(
    Object.entries(tables).map(([name, text]) => [`export/csv/${name}`, text]),
  );
  for (const files of [tables, inFolder]) {
    const foreign = await read(t, 'export.zip', zip(files, { method: 0 }));
    t.equal(foreign.source, 'plausible');
    t.strictSame(foreign.days, days);
    t.match(foreign.notes, [
      /time zone of its site/,
      /2024-02-10, may be incomplete/,
      'Ignored rows of days that have no total: 1.',
    ]);
  }
});

test('totals alone are enough, also without an archive, and in any order of the columns', async (t) => {
  const reordered = lines(
    'visit_duration,visits,bounces,pageviews,visitors,date',
    '1,1,1,304,119,2024-02-09',
    '1,1,1,325,166,2024-02-10',
  );
  const forms: [string, string | Buffer][] = [
    ['a.zip', zip({ 'imported_visitors_20240209_20240210.csv': totals })],
    ['a.zip', zip({ 'imported_visitors.csv': totals })],
    ['imported_visitors_20240209_20240210.csv', totals],
    ['renamed.csv', reordered],
  ];
  for (const [name, content] of forms) {
    const foreign = await read(t, name, content);
    t.strictSame([foreign.source, foreign.days], ['plausible', bare]);
  }
});

test('several files of one table are joined', async (t) => {
  const next = lines('date,visitors,pageviews', '2024-02-11,1,2');
  const archive = zip({ ...tables, 'imported_visitors_20240211_20240211.csv': next });
  t.strictSame((await read(t, 'a.zip', archive)).days, [
    ...days,
    { date: '2024-02-11', visitors: 1, views: 2 },
  ]);
});

const visitors = 'imported_visitors_20240209_20240210.csv';
const devices = 'imported_devices_20240209_20240210.csv';
const bad: [what: string, files: Record<string, string>, message: RegExp][] = [
  ['no totals', { [devices]: tables[devices] }, /^a\.zip: has no imported_visitors file/],
  ['no days', { [visitors]: 'date,visitors,pageviews\n' }, /^a\.zip: has no days/],
  [
    'a day twice',
    { [visitors]: `${totals}2024-02-09,1,1,1,1,1\n` },
    /^a\.zip\/imported_visitors_20240209_20240210\.csv:4: has the total of 2024-02-09 again/,
  ],
  [
    'a day in two files',
    { ...tables, 'imported_visitors_20240210_20240211.csv': totals },
    /^a\.zip\/imported_visitors_20240210_20240211\.csv:2: has the total of 2024-02-09 again/,
  ],
  [
    'odd number',
    { [visitors]: totals.replace(',325,', ',3.25,') },
    /_20240210\.csv:3: pageviews "3\.25" is not a whole number/,
  ],
  [
    'odd number of a device',
    { ...tables, [devices]: tables[devices].replace('"Tablet",1', '"Tablet",-1') },
    /imported_devices_20240209_20240210\.csv:5: visitors "-1" is not a whole number/,
  ],
  ['no column', { ...tables, [devices]: 'date,visitors\n' }, /:1: has no column "device"/],
  ['future', { [visitors]: totals.replace('02-10', '06-02') }, /csv:3: 2024-06-02 is after today/],
];

test('mistakes in an export of Plausible are refused with the file and the line', async (t) => {
  for (const [what, files, message] of bad) {
    t.match(await refusal(t, 'a.zip', zip(files)), message, what);
  }
  const inside = Object.entries(tables).map(([name, text]): [string, string] => [name, text]);
  t.match(
    await refusal(t, 'a.zip', zip([...inside, ['../x', '']])),
    /^a\.zip: cannot be unpacked: invalid relative path/,
  );
});
