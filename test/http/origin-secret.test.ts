import { type Test, test } from 'tap';
import { chrome } from '../support/agents.ts';
import { build } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { owner, startIssuer } from '../support/issuer.ts';
import { inProcess, onBundle, type Target } from '../support/target.ts';

const ORIGIN_SECRET = 'a-secret-that-only-cloudfront-knows-0123456789';

async function rejectsForgeries(t: Test, target: Target): Promise<void> {
  const through = (secret: string | string[]) =>
    target({ path: '/health', headers: { 'x-origin-secret': secret } });
  t.equal((await through(ORIGIN_SECRET)).status, 200);
  t.equal((await target({ path: '/health' })).status, 200, 'directly');
  for (const forged of [
    '',
    'x',
    `${ORIGIN_SECRET}0`,
    ORIGIN_SECRET.slice(0, -1),
    ORIGIN_SECRET.toUpperCase(),
    'é'.repeat(ORIGIN_SECRET.length / 2),
    'x'.repeat(5000),
    [ORIGIN_SECRET, ORIGIN_SECRET],
  ]) {
    const answer = await through(forged);
    t.equal(answer.status, 403, String(forged).slice(0, 60));
    t.match(JSON.parse(answer.body), { statusCode: 403, code: 'FORGED_ORIGIN' });
    t.notMatch(answer.body, ORIGIN_SECRET);
  }
}

test('the app rejects a request with a wrong origin secret', async (t) => {
  const { app } = await build(t, { env: { ORIGIN_SECRET } });
  await rejectsForgeries(t, inProcess(app));
});

test('the bundle rejects a request with a wrong origin secret', async (t) => {
  const bundle = await startBundle(t, { ORIGIN_SECRET });
  await rejectsForgeries(t, await onBundle(bundle));
});

test('the app accepts the secret before as well while one replaces the other', async (t) => {
  const before = 'the-secret-before-that-cloudfront-still-sends';
  const { app } = await build(t, { env: { ORIGIN_SECRET, PREVIOUS_ORIGIN_SECRET: before } });
  await rejectsForgeries(t, inProcess(app));
  const through = (secret: string) =>
    app.inject({ url: '/health', headers: { 'x-origin-secret': secret } });
  t.equal((await through(before)).statusCode, 200);
  t.equal((await through(`${before}0`)).statusCode, 403);
});

test('a request with a wrong origin secret is not counted', async (t) => {
  const { app } = await build(t, { env: { ORIGIN_SECRET } });
  await app.inject({ url: '/count', headers: { 'x-origin-secret': 'forged' } });
  t.strictSame((await app.inject('/count')).json(), { count: 1 });
});

const viewerHeaders = {
  'x-viewer-address': '198.51.100.7',
  'x-viewer-host': 'me.example',
  'cloudfront-viewer-country': 'DE',
};

for (const { sender, env, headers, trusted } of [
  {
    sender: 'the site’s CloudFront',
    env: { ORIGIN_SECRET },
    headers: { 'x-origin-secret': ORIGIN_SECRET },
    trusted: true,
  },
  { sender: 'a client', env: { ORIGIN_SECRET }, headers: {}, trusted: false },
  {
    sender: 'a client of an app without a secret',
    env: {},
    headers: { 'x-origin-secret': ORIGIN_SECRET },
    trusted: false,
  },
]) {
  test(`the app ${trusted ? 'trusts' : 'strips'} viewer headers from ${sender}`, async (t) => {
    let seen: object = {};
    const { app } = await build(t, {
      env,
      extend: (app) => {
        app.get('/seen', { config: { policy: 'public' } }, async (request) => {
          seen = request.headers;
          return {};
        });
      },
    });
    await app.inject({ url: '/seen', headers: { ...viewerHeaders, ...headers } });
    if (trusted) t.match(seen, viewerHeaders);
    else for (const name of Object.keys(viewerHeaders)) t.notOk(name in seen, name);
    t.notOk('x-origin-secret' in seen);
  });
}

test('a visitor is counted by country only if the site’s CloudFront sends the country', async (t) => {
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: { ...issuer.env, ORIGIN_SECRET } });
  const visits: Record<string, string>[] = [
    { 'user-agent': `${chrome} Site/1`, 'x-origin-secret': ORIGIN_SECRET },
    { 'user-agent': `${chrome} Direct/1` },
  ];
  for (const headers of visits) {
    const visit = await app.inject({
      method: 'POST',
      url: '/v1/visitors/track',
      headers: { 'cloudfront-viewer-country': 'DE', ...headers },
      payload: {},
    });
    t.match(visit.json(), { tracked: true });
  }
  const headers = { authorization: `Bearer ${issuer.token(owner)}` };
  const { countries } = (await app.inject({ url: '/v1/analytics/overview', headers })).json();
  t.strictSame(countries, [
    { name: 'DE', visitors: 1 },
    { name: 'unknown', visitors: 1 },
  ]);
});
