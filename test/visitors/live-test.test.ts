import { test } from 'tap';
import { contentOn, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';
import { siteOn, viewOf, viewsOn } from '../support/views.ts';
import { soon, visitOf } from '../support/visitors.ts';

const now = () => Date.parse('2026-11-21T12:00:00Z');
const mark = { 'x-live-test': '1' };

test('a test of the deployment gets the usual answer, and the owner’s numbers call it a bot', async (t) => {
  const table = await makeTable(t);
  const { item } = await contentOn(table, { now }).create('post', post('One'), { publish: true });
  const site = siteOn(table, { now });
  const visit = { ...visitOf(1), path: '/blog/one' };
  const headers = { ...visit.headers, ...mark };
  for (const [difference, reason] of [
    [{}, 'bot'],
    [{}, 'bot'],
    [{ headers: { ...headers, dnt: '1' } }, 'opted-out'],
    [{ headers: { ...headers, purpose: 'prefetch' } }, 'prefetch'],
    [{ headers: { ...headers, cookie: 'uncounted=1' } }, 'owner'],
    [{ isOwner: true }, 'owner'],
    [{ isCrossSite: true }, 'cross-site'],
  ] as const) {
    t.match(await site.track({ ...visit, headers, ...difference }, soon()), { reason });
  }
  t.match(await site.track({ ...visit, headers, goal: 'pdf' }, soon()), { reason: 'bot' });
  const one = { kind: 'post', id: item.id } as const;
  const views = viewsOn(table, { now });
  t.match(await views.track(one, { ...viewOf(1), headers }), { reason: 'bot' });
  t.equal(await views.of(one), 0);

  const { days } = await site.summaries(1);
  const none = { duplicate: 0, prefetch: 0, 'opted-out': 0, owner: 0, 'cross-site': 0 };
  t.match(days, [{ visitors: 0, paths: {}, goals: {}, uncounted: { ...none, bot: 7 } }]);
  t.strictSame([days[0]?.paths, days[0]?.goals], [{}, {}]);

  t.strictSame((await site.track(visit, soon())).reason, undefined, 'others count as before');
  t.equal(await viewsOn(table, { now }).of(one), 1);
  const later = await siteOn(table, { now }).summaries(1);
  t.match(later.days, [{ visitors: 1, uncounted: { bot: 7 } }]);
});

test('a header without a value marks no test', async (t) => {
  const site = siteOn(await makeTable(t));
  const { headers, ...visit } = visitOf(1);
  const unmarked = { ...headers, 'x-live-test': '' };
  t.equal((await site.track({ ...visit, headers: unmarked }, soon())).reason, undefined);
});
