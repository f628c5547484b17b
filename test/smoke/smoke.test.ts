import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Test, test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';
import { startCommand } from '../support/command.ts';
import { resumes } from '../support/resumes.ts';
import { serveSite } from '../support/site.ts';
import { type Answer, overHttp } from '../support/target.ts';
import { type Deployment, smoke } from './checks.ts';

const ORIGIN_SECRET = 'a-secret-that-only-cloudfront-knows-0123456789';
const fromCloudFront = { 'x-origin-secret': ORIGIN_SECRET };
const names = {
  page: 'the page is the resume',
  count: 'the site counts a view',
  health: 'the site overwrites a forged origin secret, and is healthy',
  token: 'the owner’s numbers need a token',
  secret: 'the API refuses a forged origin secret',
};

/** What requests for a path get instead of the app's answer. */
type Faults = Record<string, () => Partial<Answer>>;

/** Passes requests on to `url`, with `headers` in place of the client's. Returns its own URL. */
async function startProxy(
  t: Test,
  url: string,
  { headers = {}, faults = {} }: { headers?: Record<string, string>; faults?: Faults },
): Promise<string> {
  const target = overHttp(url);
  const server = createServer(async (request, response) => {
    const { url: path = '', headers: sent } = request;
    const own: typeof headers = { ...headers, 'accept-encoding': 'identity' };
    const answer = await target({ path, headers: { ...sent, ...own } as typeof headers });
    const { status, body } = { ...answer, ...faults[path]?.() };
    response.writeHead(status).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The real site and app at `url`, behind what CloudFront does here: it sends the secret. */
async function deployment(
  t: Test,
  url: string,
  { site = {}, api = {} }: { site?: Faults; api?: Faults } = {},
): Promise<Deployment> {
  return {
    SITE_URL: await startProxy(t, url, { headers: fromCloudFront, faults: site }),
    API_BASE_URL: await startProxy(t, url, { faults: api }),
  };
}

async function failing(deployed: Deployment, seconds = 0): Promise<string[]> {
  return Object.keys(await smoke(deployed, { seconds }));
}

const broken: [what: string, faults: { site?: Faults; api?: Faults }, fails: string][] = [
  ['has no page', { site: { '/': () => ({ status: 404 }) } }, names.page],
  ['has another page', { site: { '/': () => ({ body: '<h1>Index of /</h1>' }) } }, names.page],
  ['cannot count', { site: { '/api/count': () => ({ status: 503 }) } }, names.count],
  ['counts no number', { site: { '/api/count': () => ({ body: '{"count":"1"}' }) } }, names.count],
  ['has a page for a count', { site: { '/api/count': () => ({ body: '<p>1</p>' }) } }, names.count],
  ['is not healthy', { site: { '/api/health': () => ({ status: 500 }) } }, names.health],
  [
    'tells anyone the owner’s numbers',
    { site: { '/api/v1/analytics/overview': () => ({ status: 200 }) } },
    names.token,
  ],
  ['takes any secret', { api: { '/health': () => ({ status: 200 }) } }, names.secret],
];

test('the smoke set on the real site and app', async (t) => {
  const url = await serveSite(t, resumes.sample, { ORIGIN_SECRET });

  await t.test('passes, and adds one view', async (t) => {
    const deployed = await deployment(t, url);
    const count = async () => JSON.parse((await overHttp(url)({ path: '/count' })).body).count;
    const before = await count();
    t.strictSame(await smoke(deployed, { seconds: 0 }), {});
    t.equal(await count(), before + 2, 'this call adds one as well');
    const withSlashes = { SITE_URL: `${deployed.SITE_URL}/`, API_BASE_URL: `${url}/` };
    t.strictSame(await smoke(withSlashes, { seconds: 0 }), {});
  });

  for (const [what, faults, fails] of broken) {
    await t.test(`fails if the deployment ${what}`, async (t) => {
      t.strictSame(await failing(await deployment(t, url, faults)), [fails]);
    });
  }

  await t.test('fails if CloudFront passes a client’s secret on', async (t) => {
    t.strictSame(await failing({ SITE_URL: url, API_BASE_URL: url }), [names.health]);
  });

  await t.test('fails if nothing answers', async (t) => {
    const { SITE_URL } = await deployment(t, url);
    const nobody = 'http://127.0.0.1:9';
    t.strictSame(await failing({ SITE_URL, API_BASE_URL: nobody }), [names.secret]);
  });

  await t.test('repeats a check until it passes, or its time is over', async (t) => {
    let asked = 0;
    const late = { '/api/health': () => (asked++ === 0 ? { status: 503 } : {}) };
    t.strictSame(await failing(await deployment(t, url, { site: late }), 60), []);
    t.equal(asked, 2);
    asked = 0;
    const never = () => {
      asked++;
      return { status: 200 };
    };
    const api = { '/health': never };
    t.strictSame(await failing(await deployment(t, url, { api }), 3), [names.secret]);
    t.ok(asked > 1, 'a wrong answer that stays fails');
  });

  await t.test('as a command, exits with the result', async (t) => {
    const run = (env: object) =>
      startCommand(t, 'test/smoke/smoke.ts', { env: { ...env }, args: ['0'] });
    const good = run(await deployment(t, url));
    t.equal(await good.exit, 0, good.output());
    const lines = Object.values(names).map((name) => `ok - ${name}`);
    t.strictSame(good.output().trim().split('\n').sort(), lines.sort());

    const faults = { site: { '/': () => ({ status: 404 }) } };
    const bad = run(await deployment(t, url, faults));
    t.equal(await bad.exit, 1);
    t.match(bad.output(), `not ok - ${names.page}: `);

    const nowhere = run({ SITE_URL: '', API_BASE_URL: url });
    t.equal(await nowhere.exit, 1);
    t.match(nowhere.output(), /^Set where to run: .*\n$/);
  });
});

test('the smoke set passes on a page without a number', async (t) => {
  const resume: Resume = { ...resumes.sample, meta: { counter: 'off' } };
  const url = await serveSite(t, resume, { ORIGIN_SECRET });
  t.strictSame(await failing(await deployment(t, url)), []);
});

test('the smoke set fails if the function has no secret', async (t) => {
  const url = await serveSite(t);
  t.strictSame(await failing(await deployment(t, url)), [names.secret]);
});
