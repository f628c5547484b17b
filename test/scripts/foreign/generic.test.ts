import { gzipSync } from 'node:zlib';
import { test } from 'tap';
import { lines, read, refusal, today } from '../../support/foreign.ts';
import { zip } from '../../support/zip.ts';

const simple = lines('date,visitors,views', '2024-05-02,3,4', '2024-05-01,12,30');
const simpleDays = [
  { date: '2024-05-01', visitors: 12, views: 30 },
  { date: '2024-05-02', visitors: 3, views: 4 },
];

const forms: [what: string, name: string, content: string | Buffer][] = [
  ['plain', 'a.csv', simple],
  ['another name', 'numbers.txt', simple],
  ['BOM', 'a.csv', `\ufeff${simple}`],
  ['CRLF', 'a.csv', simple.replaceAll('\n', '\r\n')],
  ['no line break at the end', 'a.csv', simple.trimEnd()],
  ['quotes', 'a.csv', simple.replace(/[^,\n]+/g, '"$&"')],
  ['gzip', 'a.csv.gz', gzipSync(simple)],
  ['gzip by another name', 'a.csv', gzipSync(simple)],
  ['zip', 'a.zip', zip({ 'folder/a.csv': simple, '__MACOSX/folder/._a.csv': 'x' })],
  ['capitals in the header', 'a.csv', simple.replace('date,visitors', 'Date, Visitors')],
];

test('days are read from a generic CSV in each form', async (t) => {
  for (const [what, name, content] of forms) {
    t.strictSame(
      await read(t, name, content),
      { source: 'csv', days: simpleDays, notes: [] },
      what,
    );
  }
});

test('breakdowns are summed by day and name, in names of our own statistics', async (t) => {
  const { days, notes } = await read(
    t,
    'a.csv',
    lines(
      'device,date,visitors,views,path,referrer,country,color,session_id',
      ',2024-05-01,2,,/?a=1,,,,x',
      ',2024-05-01,5,7,https://a.example/#b,,,,',
      ',2024-05-01,9,20,,,,red,y',
      ',2024-05-01,1,,"/a,""b\nc",,,,',
      ',2024-05-01,3,,,https://www.Example.com/x,,,',
      ',2024-05-01,4,,,none,,,',
      ',2024-05-01,1,,,Newsletter,,,',
      ',2024-05-01,6,,,,de,,',
      ',2024-05-01,2,,,,Germany,,',
      'Phone,2024-05-01,7,,,,,,',
      'watch,2024-05-01,0,,,,,,',
    ),
  );
  t.strictSame(days, [
    {
      date: '2024-05-01',
      visitors: 9,
      views: 20,
      paths: { '/': 7, '/a,"b\nc': 1 },
      referrers: { none: 4, 'example.com': 3, other: 1 },
      countries: { DE: 6, unknown: 2 },
      devices: { mobile: 7 },
    },
  ]);
  t.strictSame(notes, ['Ignored columns: color, session_id.']);
});

test('a tally keeps the 49 largest names and sums the others', async (t) => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    `2024-05-01,${i + 1},,/${i + 1},`,
    `2024-05-01,${i + 1},,,${String.fromCharCode(65 + (i % 26), 65 + Math.floor(i / 26))}`,
  ]);
  const totals = ['2024-05-01,9,9,,', '2024-05-01,1000,,other,', '2024-05-01,5,,,unknown'];
  const text = lines('date,visitors,views,path,country', ...totals, ...rows.flat());
  const [day] = (await read(t, 'a.csv', text)).days;
  const { paths = {}, countries = {} } = day ?? {};
  const all = (60 * 61) / 2;
  const kept = all - (11 * 12) / 2;
  t.equal(Object.keys(paths).length, 50);
  t.equal(paths.other, 1000 + all - kept);
  t.equal(paths['/12'], 12);
  t.notOk('/11' in paths);
  t.equal(Object.keys(countries).length, 50);
  t.equal(countries.unknown, 5 + all - kept);
});

const day = (row: string) => lines('date,visitors,views', '2024-05-01,1,1', row);
const part = (...rows: string[]) => lines('date,visitors,views,path,device', ...rows);

const bad: [what: string, content: string | Buffer, message: string | RegExp][] = [
  ['empty', '', 'a.csv:1: is empty'],
  ['header only', 'date,visitors,views\n', 'a.csv: has no days'],
  ['no views', 'date,visitors\n2024-05-01,1\n', 'a.csv:1: has no column "views"'],
  ['same column twice', 'date,visitors,views,date\n', /^a\.csv:1: has two columns named "date"/],
  ['negative', day('2024-05-02,-1,1'), /^a\.csv:3: visitors "-1" is not a whole number/],
  ['fraction', day('2024-05-02,3.5,1'), /^a\.csv:3: visitors "3\.5" is not a whole number/],
  ['exponent', day('2024-05-02,1e9,1'), /^a\.csv:3: visitors "1e9" is not a whole number/],
  ['too large', day('2024-05-02,1000000000,1'), /^a\.csv:3: visitors 1000000000 is more than/],
  ['one too large', day('2024-05-02,1,100000001'), /^a\.csv:3: views 100000001 is more than/],
  ['thousands', day('2024-05-02,1.234,1'), /^a\.csv:3: visitors "1\.234" is not a whole number/],
  ['English thousands', day('2024-05-02,1,"1,234"'), /^a\.csv:3: views "1,234" is not a whole/],
  ['other digits', day('2024-05-02,١,1'), /^a\.csv:3: visitors "١" is not a whole number/],
  ['empty number', day('2024-05-02,1,'), /^a\.csv:3: views is empty/],
  ['a day twice', day('2024-05-01,1,1'), 'a.csv:3: has the total of 2024-05-01 again'],
  ['day first', day('01/05/2024,1,1'), /^a\.csv:3: "01\/05\/2024" is no day/],
  ['with a time', day('2024-05-02T00:00:00Z,1,1'), /^a\.csv:3: "2024-05-02T00:00:00Z" is no day/],
  ['no such day', day('2023-02-29,1,1'), /^a\.csv:3: "2023-02-29" is no day of the calendar/],
  ['grand total', day('Total,1,1'), /^a\.csv:3: "Total" is no day/],
  ['too early', day('1999-12-31,1,1'), 'a.csv:3: 1999-12-31 is before 2000-01-01'],
  ['tomorrow', day('2024-06-02,1,1'), /^a\.csv:3: 2024-06-02 is after today, 2024-06-01/],
  ['a field too many', day('2024-05-02,1,1,1'), 'a.csv:3: has 4 fields, the header 3'],
  ['semicolons', 'date;visitors;views\n', /^a\.csv:1: separates fields by ";"/],
  ['semicolons below', day('2024-05-02;1;1'), /^a\.csv:3: has 1 fields.* not by ";"/],
  ['tabs', 'date\tvisitors\tviews\n', /^a\.csv:1: separates fields by tabs/],
  ['open quote', day('"2024-05-02,1,1'), 'a.csv:3: opens a quote that is never closed'],
  [
    'two breakdowns',
    part('2024-05-01,1,1,,', '2024-05-01,1,,/,mobile'),
    'a.csv:3: fills path and device: fill one of them',
  ],
  [
    'no total',
    part('2024-05-01,1,1,,', '2024-05-02,1,,/,', '2024-05-02,1,,/a,'),
    'a.csv:3: 2024-05-02 has no row with its total',
  ],
  [
    'views of a breakdown',
    part('2024-05-01,1,1,,', '2024-05-01,1,x,/,'),
    /^a\.csv:3: views "x" is not a whole number/,
  ],
  [
    'too large together',
    part('2024-05-01,1,1,,', '2024-05-01,100000000,,/,', '2024-05-01,1,,/,'),
    'a.csv: the sum of paths "/" on 2024-05-01 100000001 is more than 100000000',
  ],
  ['Latin-1', Buffer.from(day('2024-05-02,1,1,Grüße'), 'latin1'), /^a\.csv:3: .*Latin-1/],
  ['UTF-16', Buffer.from(`\ufeff${simple}`, 'utf16le'), /^a\.csv:1: is UTF-16/],
  ['UTF-16, other way round', Buffer.from(`\ufeff${simple}`, 'utf16le').swap16(), /:1: is UTF-16/],
  ['UTF-16 without mark', Buffer.from(simple, 'utf16le'), /^a\.csv:1: has a zero byte/],
  ['Google Analytics', '# ------\n# Pages\n', /^a\.csv:1: looks like a report of Google/],
  ['JSON', '[{"date":"2024-05-01"}]', /^a\.csv:1: is JSON/],
  ['another CSV', 'name,age\nx,1\n', /^a\.csv:1: is no export that can be read/],
];

test('mistakes in a generic CSV are refused with the line', async (t) => {
  for (const [what, content, message] of bad) {
    const found = await refusal(t, 'a.csv', content);
    if (typeof message === 'string') t.equal(found, message, what);
    else t.match(found, message, what);
  }
});

test('today and the first possible day are taken', async (t) => {
  const text = lines('date,visitors,views', `${today},0,0`, '2000-01-01,100000000,100000000');
  t.strictSame(
    (await read(t, 'a.csv', text)).days.map(({ date }) => date),
    ['2000-01-01', today],
  );
});

test('files that are missing, too large or damaged are refused', async (t) => {
  const large = gzipSync(Buffer.alloc(51 * 1024 * 1024));
  t.match(await refusal(t, 'a.csv.gz', large), /^a\.csv\.gz: unpacked, has more than 50 MB/);
  t.match(await refusal(t, 'a.csv', Buffer.alloc(51 * 1024 * 1024)), /^a\.csv: has more than 50/);
  const cut = gzipSync(simple).subarray(0, -9);
  t.match(await refusal(t, 'a.csv.gz', cut), /^a\.csv\.gz: is damaged/);
  const odd = gzipSync(simple).fill(0xff, 12, 16);
  t.match(await refusal(t, 'a.csv.gz', odd), /^a\.csv\.gz: is damaged/);
  const { readForeign } = await import('../../../scripts/foreign/read.ts');
  await t.rejects(readForeign('no/such.csv'), { message: 'There is no file no/such.csv.' });
});
