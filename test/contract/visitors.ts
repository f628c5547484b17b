import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Test } from 'tap';
import { chrome } from '../support/agents.ts';
import { until } from '../support/command.ts';
import { awayFromMidnight } from '../support/midnight.ts';
import type { Call, Target } from '../support/target.ts';
import type { Credentials } from '../support/user-pool.ts';
import { isError } from './suite.ts';

interface Options {
  alone: boolean;
  marked: boolean;
  credentials: Credentials | undefined;
}

/** Others' numbers may be so old on a day with few visitors. */
const maxAgeMs = 5500;

/**
 * Counts no visitor if all calls are marked as tests. Otherwise counts three today if others use the counter, and more
 * if it is alone.
 */
export async function visitorContract(
  t: Test,
  target: Target,
  { alone, marked, credentials }: Options,
) {
  const asBot = { tracked: false, reason: 'bot' };
  /** What a visit gets that would count without the mark. */
  const unlessMarked = (answer: object) => (marked ? asBot : answer);
  const newAgent = () => `${chrome} Contract/${randomUUID()}`;
  type Headers = NonNullable<Call['headers']>;
  const send = (body: string, headers: Headers, method = 'POST') => {
    const length = `${Buffer.byteLength(body)}`;
    const json = { 'content-type': 'application/json', 'content-length': length };
    return target({ method, path: '/v1/visitors/track', headers: { ...json, ...headers }, body });
  };
  const track = async (headers: Headers, body: object = { path: '/' }) => {
    const answer = await send(JSON.stringify(body), headers);
    t.equal(answer.status, 200);
    t.equal(answer.headers['cache-control'], 'no-store');
    return JSON.parse(answer.body);
  };

  await awayFromMidnight();
  await t.test('a visitor is counted once a day', async (t) => {
    const agent = { 'user-agent': newAgent() };
    const first = await track(agent, { path: '/', referrer: 'https://news.example/item?id=1' });
    t.strictSame(first, unlessMarked({ tracked: true }));
    const again = { tracked: false, reason: 'duplicate' };
    t.strictSame(await track(agent), unlessMarked(again));
    t.strictSame(await track({ 'user-agent': newAgent() }), unlessMarked({ tracked: true }));
  });

  await t.test('a goal is counted once a day, apart from visits', async (t) => {
    const agent = { 'user-agent': newAgent() };
    const goal = { path: '/', goal: 'pdf' };
    t.strictSame(await track(agent, goal), unlessMarked({ tracked: true }));
    const again = { tracked: false, reason: 'duplicate' };
    t.strictSame(await track(agent, goal), unlessMarked(again));
  });

  await t.test('a visit that is not counted gets 200 and the reason', async (t) => {
    const agent = { 'user-agent': newAgent() };
    for (const [headers, reason] of [
      [{ 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }, 'bot'],
      [{ ...agent, 'sec-gpc': '1' }, 'opted-out'],
      [{ ...agent, dnt: '1' }, 'opted-out'],
      [{ ...agent, 'sec-purpose': 'prefetch;prerender' }, 'prefetch'],
      [{ ...agent, 'sec-gpc': ['1', '1'] }, 'opted-out'],
      [{ ...agent, 'sec-fetch-site': 'cross-site' }, 'cross-site'],
      [{ ...agent, 'sec-fetch-site': 'same-site' }, 'cross-site'],
      [{ ...agent, origin: 'https://elsewhere.example' }, 'cross-site'],
      [{ ...agent, cookie: 'a=b; uncounted=1' }, 'owner'],
      [{ ...agent, 'x-live-test': '1' }, 'bot'],
      [{ ...agent, 'x-live-test': '1', 'sec-gpc': '1' }, 'opted-out'],
    ] satisfies [Headers, string][]) {
      t.match(await track(headers), { tracked: false, reason });
    }
  });

  const shared = !alone && 'others use the counter';
  await t.test('forged headers make no other visitor', { skip: shared }, async (t) => {
    const agent = { 'user-agent': newAgent() };
    t.match(await track({ ...agent, ...forged('192.0.2.1') }), { tracked: true });
    const isKnown = async (headers: Record<string, string>, what: string) =>
      t.match(await track({ ...agent, ...headers }), { reason: 'duplicate' }, what);
    for (const [name, value] of Object.entries(forged('198.51.100.2'))) {
      await isKnown({ [name]: value }, name);
    }
    await isKnown(forged('2001:db8::3'), 'all of them');
    await isKnown({}, 'none');
  });

  await t.test('GET /v1/visitors/count returns the number of visitors', async (t) => {
    await track({ 'user-agent': newAgent() });
    const { status, headers, body } = await target({ path: '/v1/visitors/count' });
    t.equal(status, 200);
    t.equal(headers['cache-control'], 'no-store');
    const { count, today, lastUpdated, ...rest } = JSON.parse(body);
    t.strictSame(rest, {});
    t.ok(Number.isInteger(today) && today >= (marked ? 0 : 1) && count >= today);
    t.equal(new Date(lastUpdated).toISOString(), lastUpdated);
  });

  await t.test('wrong bodies of a visit get 400, and strange ones are harmless', async (t) => {
    const bot = { 'user-agent': 'curl/8' };
    for (const body of [
      '{"path":1}',
      '{"referrer":["a"]}',
      '{"visitor":"me"}',
      '{"goal":"x"}',
      '[]',
      '"/"',
      '{',
    ]) {
      isError(t, await send(body, bot), 400, body);
    }
    isError(t, await send(`{"path":"${'x'.repeat(17_000)}"}`, bot), 413, 'too large');
    // If others use the counter, these bodies must not add visitors.
    const agent = () => (alone ? { 'user-agent': newAgent() } : bot);
    const counted = alone ? { tracked: true } : asBot;
    for (const body of [
      { path: '/'.repeat(5000) },
      { path: '/\u0000\u001b[31m' },
      { path: '/../../etc/passwd' },
      { path: 'https://elsewhere.example/' },
      { referrer: 'not a URL' },
      { referrer: 'javascript:alert(1)' },
      {},
    ]) {
      t.match(await track(agent(), body), counted, JSON.stringify(body).slice(0, 40));
    }
    const path = '/v1/visitors/track';
    isError(t, await target({ method: 'POST', path, headers: agent() }), 400, 'no body at all');
    const text = { ...agent(), 'content-type': 'text/plain' };
    isError(t, await send('{}', text), 415, 'what pages of other sites can send unasked');
  });

  const skip = !credentials && 'no credentials';
  await t.test('the owner reads trends and is not counted', { skip }, async (t) => {
    const body = JSON.stringify(credentials);
    const json = { 'content-type': 'application/json', 'content-length': `${body.length}` };
    const login = await target({ method: 'POST', path: '/v1/auth/login', headers: json, body });
    const headers = { authorization: `Bearer ${JSON.parse(login.body).accessToken}` };
    const get = async (path: string) =>
      JSON.parse((await target({ path: `/v1/${path}`, headers })).body);

    const visit = await track({ ...headers, 'user-agent': newAgent() });
    t.match(visit, { tracked: false, reason: 'owner' });

    for (const [method, cookie] of [
      ['PUT', /^uncounted=1; Path=\/api\/v1\/visitors\/track;/],
      ['DELETE', /^uncounted=; Path=\/api\/v1\/visitors\/track; Max-Age=0;/],
    ] as const) {
      const answer = await target({ method, path: '/v1/visitors/exclusion', headers });
      t.equal(answer.status, 204);
      t.match(`${answer.headers['set-cookie']}`, cookie);
    }

    const { trends: days } = await get('visitors/trends/daily?days=3');
    t.equal(days.length, 3);
    const today = new Date().toISOString().slice(0, 10);
    t.equal(days[2].date, today);
    t.ok(days[2].visitors >= (marked ? 0 : 1) && days[2].views >= days[2].visitors);
    t.equal((await get('visitors/trends/daily')).trends.length, 30);
    const before = await get('visitors/trends/daily?days=2&until=2020-01-01');
    t.match(before.trends, [{ date: '2019-12-31' }, { date: '2020-01-01' }]);
    t.match(await get(`analytics/overview?days=3&until=${today}`), { to: today });
    const { trends: months } = await get('visitors/trends/monthly?months=24');
    t.equal(new Set(months.map(({ month }: { month: string }) => month)).size, 24);
    t.equal(months[23].month, today.slice(0, 7));

    const { ledger, ...overview } = await get('analytics/overview?days=1');
    const { received, ...each } = ledger;
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    t.equal(received, sum(Object.values(each)));
    t.ok(each.bot >= 1);
    if (!marked) {
      t.ok(each.owner >= 1 && each.optedOut >= 3 && each.prefetch >= 1 && each.crossSite >= 3);
      t.match(
        overview.goals.filter(({ name }: { name: string }) => name === 'pdf'),
        [{ visitors: Number }],
      );
    }
    for (const part of ['paths', 'referrers', 'countries', 'devices']) {
      const visitors = overview[part].map(({ visitors }: { visitors: number }) => visitors);
      t.equal(sum(visitors), overview.visitors, part);
    }

    const numbers = async () => {
      const { ledger, ...rest } = await get('analytics/overview?days=1');
      const { received, bot, ...others } = ledger;
      return { ...rest, others };
    };
    const changesNothing = async () => {
      const before = await numbers();
      for (const body of [{ path: '/', referrer: 'https://news.example/' }, { goal: 'email' }]) {
        const test = { 'user-agent': newAgent(), 'x-live-test': '1' };
        t.strictSame(await track(test, body), asBot);
      }
      if (!alone) await sleep(maxAgeMs);
      return isDeepStrictEqual(await numbers(), before);
    };
    // Others may come meanwhile, but hardly each time.
    t.ok(await until(changesNothing, 60), 'a test leaves the numbers as they are, except of bots');

    if (alone) {
      const names = (part: string) => overview[part].map(({ name }: { name: string }) => name);
      // Visits of the last 5 seconds may be missing.
      for (const [part, some, all] of [
        ['paths', '/', ['/', 'other']],
        ['referrers', 'none', ['news.example', 'none', 'other']],
        ['countries', 'unknown', ['unknown']],
        ['devices', 'desktop', ['desktop']],
      ] as const) {
        t.ok(names(part).includes(some), part);
        t.ok(
          names(part).every((name: never) => all.includes(name)),
          part,
        );
      }
    }

    for (const query of [
      ...['days=0', 'days=366', 'days=1.5', 'days=x', 'days=', 'days=1&days=2'],
      ...['until=', 'until=2019-12-31', 'until=2026-02-30', 'until=9999-12-31'],
    ]) {
      const path = `/v1/visitors/trends/daily?${query}`;
      isError(t, await target({ path, headers }), 400, path);
    }
    for (const path of [
      '/v1/visitors/trends/monthly?months=25',
      '/v1/analytics/overview?days=99999999999',
    ]) {
      isError(t, await target({ path, headers }), 400, path);
    }
  });
}

/** All headers in which a client can claim an address or a country. The app trusts only CloudFront’s. */
function forged(address: string): Record<string, string> {
  const identity = { sourceIp: address };
  const context = encodeURIComponent(JSON.stringify({ identity, requestContext: { identity } }));
  return {
    'x-source-address': address,
    'x-viewer-address': address,
    'x-forwarded-for': address,
    forwarded: `for="${address}"`,
    'cloudfront-viewer-address': `${address}:4711`,
    'cloudfront-viewer-country': 'DE',
    'x-apigateway-event': context,
    'x-apigateway-context': context,
  };
}
