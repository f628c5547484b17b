import { test } from 'tap';
import { addDays, daysUpTo } from '../../app/days/utc-day.ts';
import { chrome } from '../support/agents.ts';
import { contentApi } from '../support/content-api.ts';
import { aDay, exportPages, head } from '../support/exports.ts';

const today = new Date().toISOString().slice(0, 10);
const foreign = (date: string, visitors: number, more: object = {}) => ({
  date,
  visitors,
  views: 2 * visitors,
  ...more,
});
const plausible = (days: object[], id = 'plausible-1') => ({
  ...head,
  imports: [{ id, source: 'plausible', days }],
});

test('numbers from elsewhere are shown beside our own, with their source, and only before our first day', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  const send = async (body: object) => (await asOwner('POST', '/v1/import', body)).body;
  const own = aDay(addDays(today, -10), 5);
  await send({ ...head, statistics: { days: [own] } });
  const paths = { '/': 3, '/blog/': 1 };
  const days = [-13, -12, -11, -10, -9].map((back) => foreign(addDays(today, back), 4, { paths }));
  t.match(await send(plausible(days)), { added: 4, skipped: 2, unchanged: 0, refused: [] });
  t.match(await send(plausible(days)), { added: 0, skipped: 2, unchanged: 4, refused: [] });
  const goatcounter = [
    {
      id: 'goatcounter-1',
      source: 'goatcounter',
      days: [foreign(addDays(today, -14), 7), days[0]],
    },
  ];
  t.match(await send({ ...head, imports: goatcounter }), {
    added: 2,
    refused: [{ path: 'imports.0.days.1', message: /has numbers already/ }],
  });
  t.match((await asOwner('GET', '/v1/visitors/count')).body, { count: 5 });

  const { trends } = (await asOwner('GET', '/v1/visitors/trends/daily?days=15')).body;
  const imported = trends.map(({ imported = [] }: { imported?: object[] }) => imported);
  const ofPlausible = [{ source: 'plausible', visitors: 4, views: 8 }];
  t.strictSame(imported.slice(0, 5), [
    [{ source: 'goatcounter', visitors: 7, views: 14 }],
    ...[ofPlausible, ofPlausible, ofPlausible],
    [],
  ]);
  t.equal(imported.slice(4).flat().length, 0);
  t.match(trends[1], { visitors: 0, views: 0 });
  const monthly = (await asOwner('GET', '/v1/visitors/trends/monthly?months=2')).body.trends;
  const sums = monthly.flatMap(({ imported = [] }) => imported) as { visitors: number }[];
  t.equal(
    sums.reduce((sum, { visitors }) => sum + visitors, 0),
    7 + 12,
  );
  const { imported: overview, visitors } = (await asOwner('GET', '/v1/analytics/overview?days=30'))
    .body;
  t.equal(visitors, 5);
  t.match(
    overview.find(({ source }: { source: string }) => source === 'plausible'),
    {
      visitors: 12,
      views: 24,
      paths: [
        { name: '/', visitors: 9 },
        { name: '/blog/', visitors: 3 },
      ],
    },
  );

  // An older day of our own comes back: the others are not shown any more.
  await send({ ...head, statistics: { days: [aDay(addDays(today, -12), 1)] } });
  const after = (await asOwner('GET', '/v1/visitors/trends/daily?days=15')).body.trends;
  t.equal(after.filter(({ imported }: { imported?: object }) => imported).length, 2);

  t.match((await asOwner('GET', '/v1/imports')).body.items, [
    { id: 'goatcounter-1', source: 'goatcounter' },
    { id: 'plausible-1', source: 'plausible' },
  ]);
  t.equal((await asAnyone('DELETE', '/v1/imports/plausible-1')).status, 401);
  t.equal((await asOwner('DELETE', '/v1/imports/plausible-1')).status, 204);
  t.equal((await asOwner('DELETE', '/v1/imports/plausible-1')).status, 404);
  const left = (await asOwner('GET', '/v1/visitors/trends/daily?days=15')).body.trends;
  t.equal(left.filter(({ imported }: { imported?: object }) => imported).length, 1);
  t.match(await send(plausible([days[0] ?? {}])), { added: 2 }, 'and can come back');
});

test('a first visit of today makes today our first day', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  const agent = { 'user-agent': chrome };
  await asAnyone('POST', '/v1/visitors/track', { path: '/' }, agent);
  const days = daysUpTo(addDays(today, -1), 3).map((day) => foreign(day, 1));
  t.match((await asOwner('POST', '/v1/import', plausible(days))).body, { added: 4, skipped: 0 });
});

test('an earlier counter is kept as a number of its own', async (t) => {
  const { asOwner } = await contentApi(t);
  const counter = { id: 'counter', source: 'counter', views: 12_345, days: [] };
  const send = async (one: object) =>
    (await asOwner('POST', '/v1/import', { ...head, imports: [one] })).body;
  t.match(await send(counter), { added: 1 });
  t.match(await send(counter), { added: 0, unchanged: 1 });
  t.match(await send({ ...counter, views: 1 }), { refused: [{ path: 'imports.0' }] });
  t.strictSame((await asOwner('GET', '/v1/imports')).body.items, [
    { id: 'counter', source: 'counter', views: 12_345 },
  ]);
  t.match((await asOwner('GET', '/count')).body, { count: 1 });
});

test('numbers from elsewhere leave with the export and come back byte for byte', async (t) => {
  const { asOwner } = await contentApi(t);
  const all = daysUpTo(addDays(today, -400), 250).map((day, i) =>
    foreign(day, i, { devices: { mobile: i } }),
  );
  for (const days of [all.slice(0, 130), all.slice(130)])
    await asOwner('POST', '/v1/import', plausible(days));
  const other = { id: 'csv-1', source: 'csv', days: [foreign('2019-02-28', 3)] };
  const counter = { id: 'counter', source: 'counter', views: 9, days: [] };
  await asOwner('POST', '/v1/import', { ...head, imports: [other, counter] });
  const pages = await exportPages(asOwner);
  t.equal(
    pages.flatMap(({ imports }) => imports.flatMap(({ days }: { days: object[] }) => days)).length,
    251,
  );
  const empty = await contentApi(t);
  for (const page of pages) {
    t.match(await empty.asOwner('POST', '/v1/import', page), {
      status: 200,
      body: { refused: [] },
    });
  }
  t.equal(JSON.stringify(await exportPages(empty.asOwner)), JSON.stringify(pages));
});

test('an export with many small imports is taken back', async (t) => {
  const { asOwner } = await contentApi(t);
  const all = Array.from({ length: 45 }, (_, i) => ({
    id: `counter-${100 + i}`,
    source: 'counter',
    views: i,
    days: [],
  }));
  for (const imports of [all.slice(0, 25), all.slice(25)]) {
    t.match(await asOwner('POST', '/v1/import', { ...head, imports }), { status: 200 });
  }
  const pages = await exportPages(asOwner);
  const empty = await contentApi(t);
  for (const page of pages) {
    t.match(await empty.asOwner('POST', '/v1/import', page), {
      status: 200,
      body: { refused: [] },
    });
  }
  t.equal((await empty.asOwner('GET', '/v1/imports')).body.items.length, 45);
});

test('wrong numbers from elsewhere get 400, and nothing is written', async (t) => {
  const { asOwner } = await contentApi(t);
  const day = foreign('2024-05-01', 3);
  for (const [body, path] of [
    [plausible([day, day]), 'body.imports.0.days.1.date'],
    [plausible([{ ...day, date: today }]), 'body.imports.0.days.0.date'],
    [plausible([{ ...day, date: '1999-12-31' }]), 'body.imports.0.days.0.date'],
    [plausible([{ ...day, visitors: 3.5 }]), 'body.imports.0.days.0.visitors'],
    [plausible([day], 'a b'), 'body.imports.0.id'],
    [{ ...head, imports: [{ id: 'a', source: 'matomo', days: [] }] }, 'body.imports.0.source'],
  ] as const) {
    const answer = await asOwner('POST', '/v1/import', body);
    t.equal(answer.status, 400);
    t.equal(answer.body.details?.[0]?.path, path, answer.body.message);
  }
  t.strictSame((await asOwner('GET', '/v1/imports')).body.items, []);
});
