import { type Test, test } from 'tap';
import { addDays } from '../../app/days/utc-day.ts';
import { startSession } from '../../scripts/lib/api-session.ts';
import { ownerRequests } from '../../scripts/lib/owner-requests.ts';
import { chrome } from '../support/agents.ts';
import { contentFiles, writeFiles } from '../support/content-files.ts';
import { lines } from '../support/foreign.ts';
import { runScript } from '../support/run-script.ts';
import { zip } from '../support/zip.ts';

const today = new Date().toISOString().slice(0, 10);
const [first, second, third] = [-30, -29, -28].map((back) => addDays(today, back)) as [
  string,
  string,
  string,
];

const goatcounter = lines(
  '2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date',
  `/,A,0,,Firefox 1,Linux,1a,0,,,"1280,0,1",DE,1,${first}T10:00:00Z`,
  `/,A,0,,Firefox 1,Linux,1a,0,,,"1280,0,1",DE,0,${first}T10:01:00Z`,
  `/,A,0,,Firefox 1,Linux,2b,0,,,"1280,0,1",US-TX,1,${first}T11:00:00Z`,
);
const range = `${second}_${third}`.replaceAll('-', '');
const plausible = zip({
  [`imported_visitors_${range}.csv`]: lines(
    '"date","visitors","pageviews","bounces","visits","visit_duration"',
    `"${second}",119,304,77,134,21070`,
    `"${third}",166,325,117,180,21467`,
  ),
});

async function commands(t: Test) {
  const { url } = await contentFiles(t);
  const request = ownerRequests(url, startSession(url, {}));
  const run = (...args: string[]) => runScript('import.ts', args, { API_BASE_URL: url });
  /** Those of the days with imported numbers. */
  const trends = async () => {
    const answer = await request('/v1/visitors/trends/daily?days=60');
    const { trends } = answer as { trends: { date: string; imported?: object[] }[] };
    return trends.flatMap(({ date, imported }) => (imported ? [[date, ...imported]] : []));
  };
  return { url, run, trends };
}

test('exports of GoatCounter and Plausible show up in trends, by their names', async (t) => {
  const { url, run, trends } = await commands(t);
  writeFiles({ 'goatcounter.csv': goatcounter, 'plausible.zip': plausible });
  const plan = await run('goatcounter.csv');
  t.match(plan, { code: 0, error: '' });
  t.match(plan.out, 'GoatCounter counts a visitor once for each page');
  t.match(plan.out, 'It would be: 2 added, 0 unchanged, 0 refused. Nothing is written yet');
  t.strictSame(await trends(), []);

  t.match(await run('goatcounter.csv', '--yes'), { code: 0, out: /^2 added, 0 unchanged/m });
  t.match(await run('plausible.zip', '--yes'), { code: 0, out: /^3 added, 0 unchanged/m });
  t.match(await run('plausible.zip', '--yes'), { code: 0, out: /^0 added, 3 unchanged/m });
  t.strictSame(await trends(), [
    [first, { source: 'goatcounter', visitors: 2, views: 3 }],
    [second, { source: 'plausible', visitors: 119, views: 304 }],
    [third, { source: 'plausible', visitors: 166, views: 325 }],
  ]);
  t.match(await (await fetch(`${url}/v1/visitors/count`)).json(), { count: 0 });

  const { out } = await run('--list');
  const [, id = ''] = out.split('\n');
  t.match(out, /^goatcounter-\w{12}\nplausible-\w{12}\n$/);
  t.match(await run('--delete', id), { code: 0, out: `${id} is deleted\n` });
  t.match(await run('--delete', id), { code: 1, error: 'There is no such import\n' });
  t.equal((await trends()).length, 1);
});

test('the day that is not over is left out, and days to come are refused', async (t) => {
  const { url, run, trends } = await commands(t);
  const headers = { 'content-type': 'application/json', 'user-agent': chrome };
  const visit = { method: 'POST', headers, body: '{"path":"/"}' };
  t.match(await (await fetch(`${url}/v1/visitors/track`, visit)).json(), { tracked: true });
  writeFiles({
    'mine.csv': lines('date,visitors,views', `${addDays(today, -1)},5,9`, `${today},5,9`),
    'late.csv': lines(
      'date,visitors,views',
      `${addDays(today, -2)},5,9`,
      `${addDays(today, 1)},5,9`,
    ),
  });
  const taken = await run('mine.csv', '--yes');
  t.match(taken, { code: 0, out: /^2 added/m });
  t.match(taken.out, `${today} is left out, as the day is not over.`);
  t.match(await run('late.csv', '--yes'), { code: 1, error: /late\.csv:3: / });
  t.match(await trends(), [[addDays(today, -1), { source: 'csv', visitors: 5, views: 9 }]]);
});

test('an earlier counter is a number of its own', async (t) => {
  const { run } = await commands(t);
  t.match(await run('--counter', '12345'), { code: 0, out: /It would be: 1 added/ });
  t.match(await run('--counter', '12345', '--yes'), { code: 0, out: /^1 added/m });
  t.match(await run('--list'), { code: 0, out: 'counter: 12345 views\n' });
  t.match(await run('--counter', '54321', '--yes'), {
    code: 2,
    out: /^refused imports\.0 \(counter\): is another import$/m,
  });
});

test('mistakes in the command or its file get a sentence', async (t) => {
  const { run } = await commands(t);
  writeFiles({
    'umami.json': '{"zip":"UEsDBA=="}',
    'other.json': '[1]',
    'cut.json': '{"format":"cloud-resume","formatVersion":1,"posts":[{',
    'newer.json': '{"format":"cloud-resume","formatVersion":2}',
    'bad.csv': 'date,visitors,views\n2024-05-01,-3,1\n',
  });
  for (const [args, error] of [
    [[], /^npm run import -- <folder/],
    [['a', 'b'], /^npm run import -- <folder/],
    [['--yess'], /Unknown option '--yess'/],
    [['--counter', '-5'], /counter/],
    [['--counter', '3.5'], /^3\.5 is not a number of views\./],
    [['nothing'], /^There is no file nothing\./],
    [['umami.json'], /Umami/],
    [['other.json'], /is JSON that cannot be read/],
    [['cut.json'], /is not JSON, or was cut short/],
    [['newer.json'], /has format version 2, and only 1 is known here: update this program/],
    [['bad.csv'], /^bad\.csv:2: /],
  ] as const) {
    const answer = await run(...args);
    t.equal(answer.code, 1, args.join(' '));
    t.match(answer.error, error);
    t.notMatch(answer.error, '    at ');
  }
});
