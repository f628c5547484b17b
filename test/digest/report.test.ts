import { test } from 'tap';
import { isoWeek } from '../../app/features/digest/iso-week.ts';
import { mailOf } from '../../app/features/digest/mail.ts';
import { reportOf } from '../../app/features/digest/report.ts';
import { aWeek } from '../support/digest.ts';
import { readHtml } from '../support/html.ts';

const weeks = [
  ['2026-11-23', '2026-W48'],
  ['2026-11-29', '2026-W48'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
  ['2026-01-01', '2026-W01'],
] as const;

for (const [day, week] of weeks) {
  test(`${day} is in ISO week ${week}`, (t) => {
    t.equal(isoWeek(day), week);
    t.end();
  });
}

const changes = [
  [12, 10, '2 (20%) more than the week before'],
  [10, 12, '2 (17%) fewer than the week before'],
  [7, 7, 'As many as the week before'],
  [0, 0, 'As many as the week before'],
  [3, 0, 'Nobody came the week before'],
  [0, 4, '4 (100%) fewer than the week before'],
  [25_000, 1000, '24,000 (2,400%) more than the week before'],
] as const;

for (const [now, before, words] of changes) {
  test(`the change from ${before} to ${now} visitors is in words`, (t) => {
    t.equal(reportOf(aWeek({ visitors: now }), aWeek({ visitors: before })).change, words);
    t.end();
  });
}

test('the text has all numbers of the week, and how to switch it off', (t) => {
  const ledger = { received: 30, counted: 12, duplicate: 8, bot: 9, owner: 1 };
  const rows = (...names: string[]) => names.map((name, i) => ({ name, visitors: 9 - i }));
  const week = aWeek({
    visitors: 12,
    views: 20,
    ledger,
    paths: rows('/', '/blog/hello', 'other'),
    referrers: rows('none', 'a.example', 'b.example', 'c.example', 'd.example', 'e.example'),
  });
  const { subject, text } = mailOf(reportOf(week, aWeek({ visitors: 10, views: 15 })));
  t.equal(subject, '12 visitors on your site in a week');
  t.equal(
    text.replaceAll('\u2009', ' '),
    `16 – 22 November 2026, UTC

12 visitors
2 (20%) more than the week before
20 page views, 15 the week before

Pages that visits began on
        9  the resume
        8  /blog/hello
        7  other pages

Referrers
        9  no referrer
        8  a.example
        7  b.example
        6  c.example
        5  d.example

30 requests received = 12 counted + 8 repeated + 9 by bots + 1 yours

This mail comes every Monday, as the parameter Digest of your stack is on. Deploy with Digest=off to stop it.
`,
  );
  t.end();
});

test('a week without visitors has a digest as well', (t) => {
  const { subject, text, html = '' } = mailOf(reportOf(aWeek(), aWeek({ visitors: 1 })));
  t.equal(subject, 'Nobody on your site in a week');
  t.match(text, '1 (100%) fewer than the week before');
  t.match(text, '0 requests received = 0 counted');
  t.match(html, 'Nobody');
  t.end();
});

test('the HTML has the same words, and nothing that loads or runs', (t) => {
  const paths = [{ name: '/<img src=x onerror=alert(1)>', visitors: 1 }];
  const report = reportOf(aWeek({ visitors: 1, paths }), aWeek());
  const { html = '' } = mailOf(report);
  const { text, elements, errors } = readHtml(html);
  t.strictSame(errors, []);
  for (const words of [report.period, report.change, report.ledger, report.switchOff]) {
    t.ok(text.includes(words.replaceAll(/\s+/g, ' ')));
  }
  t.match(text, '/<img src=x onerror=alert(1)>');
  const allowed = 'html head meta title body table tbody tr td p h1 h2 br div'.split(' ');
  t.strictSame([...new Set(elements.map(({ name }) => name))].sort(), allowed.sort());
  t.notMatch(html, /url\(|@import/);
  t.end();
});

test('a mail that may have been sent before says so', (t) => {
  const { subject } = mailOf(reportOf(aWeek(), aWeek()), { repeated: true });
  t.equal(subject, 'Nobody on your site in a week (repeated)');
  t.end();
});
