import type { Test } from 'tap';
import { routeNames, routes, splitRoute, tokenRoutes } from '../../scripts/lib/routes.ts';
import type { Answer, Target } from '../support/target.ts';
import type { Credentials } from '../support/user-pool.ts';
import { authContract } from './auth.ts';
import { contentContract } from './content.ts';
import { transferContract } from './transfer.ts';
import { visitorContract } from './visitors.ts';

interface Options {
  /** Of a user who can sign in there without a challenge. */
  credentials?: Credentials;
  /** Whether no one else uses the counter: only then can the suite check that a request counted nothing. */
  alone: boolean;
  /** Whether every call says that it is a test, so that the app counts no visitor. */
  marked?: boolean;
  /** Whether `sam local` runs the app: docs/sam-local.md lists what it does differently. */
  samLocal?: boolean;
}

/** What clients may rely on, wherever the app runs. Adds at most 4 to a counter that others use. */
export async function contract(t: Test, target: Target, options: Options): Promise<void> {
  const { alone, marked = false, samLocal = false, credentials } = options;
  const count = async () => JSON.parse((await target({ path: '/count' })).body).count as number;
  const paths = new Set(routeNames.map((name) => splitRoute(name).path));
  const isUnknown = samLocal ? isRejectedBySam : isError;

  await t.test('GET /count adds one and returns the new number', async (t) => {
    const first = await target({ path: '/count' });
    t.equal(first.status, 200);
    t.match(first.headers, { 'cache-control': 'no-store', 'content-type': /^application\/json/ });
    const before = JSON.parse(first.body);
    t.strictSame(Object.keys(before), ['count']);
    t.ok(Number.isInteger(before.count) && before.count >= 1);
    const after = await count();
    if (alone) t.equal(after, before.count + 1);
    else t.ok(after > before.count);
  });

  await t.test('a query changes nothing about GET /count', async (t) => {
    const { status } = await target({ path: '/count?a=1&a=2&count=99&__proto__=1' });
    t.equal(status, 200);
  });

  await t.test('GET /count.svg is a badge and counts nothing', async (t) => {
    const before = alone ? await count() : 0;
    const badge = await target({ path: '/count.svg' });
    t.equal(badge.status, 200);
    t.match(badge.headers['content-type'], /^image\/svg\+xml/);
    const [, maxAge] = /^public, max-age=(\d+)$/.exec(badge.headers['cache-control'] ?? '') ?? [];
    t.ok(Number(maxAge) <= 60);
    t.match(badge.body, /<title id="title">[\d,]+ visits?<\/title>/);
    t.match(badge.body, /<desc id="desc">/);
    t.match(badge.body, /prefers-color-scheme: ?dark/);
    if (alone) t.equal(await count(), before + 1);
  });

  await t.test('GET and HEAD /health answer 200', async (t) => {
    const health = await target({ path: '/health' });
    t.equal(health.status, 200);
    t.match(JSON.parse(health.body), { status: 'ok', version: String, environment: String });
    t.strictSame(Object.keys(JSON.parse(health.body)), ['status', 'version', 'environment']);
    const head = await target({ method: 'HEAD', path: '/health' });
    t.equal(head.status, 200, 'HEAD');
    t.equal(head.body, '');
  });

  await t.test('GET /openapi.json describes every route', async (t) => {
    const openapi = await target({ path: '/openapi.json' });
    t.equal(openapi.status, 200);
    t.match(openapi.headers['content-type'], /^application\/json/);
    const document = JSON.parse(openapi.body);
    t.equal(document.openapi, '3.0.3');
    t.strictSame(Object.keys(document.paths).sort(), [...paths].sort());
  });

  await t.test('routes that require a token answer 401 without a valid one', async (t) => {
    for (const name of tokenRoutes) {
      for (const headers of [{}, { authorization: 'Bearer a.b.c' }]) {
        const answer = await target({ ...splitRoute(name), headers });
        isError(t, answer, 401, name);
        // API Gateway's REST APIs rename this header.
        const challenge = 'www-authenticate';
        const header = answer.headers[challenge] ?? answer.headers[`x-amzn-remapped-${challenge}`];
        t.equal(header, 'Bearer', name);
      }
    }
  });

  await t.test('unknown paths get 404', async (t) => {
    for (const path of [
      '/nothing',
      '/Count',
      '/count/1',
      ...(samLocal ? [] : ['/count/', '//count']),
      '/größe',
      '/.env',
    ]) {
      isUnknown(t, await target({ path: encodeURI(path) }), 404, path);
    }
  });

  await t.test('undeclared methods get 404 and count nothing', async (t) => {
    const before = alone ? await count() : 0;
    // `sam local` answers these itself, without the app.
    for (const path of samLocal ? ['/count'] : paths) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        if (routes[`${method} ${path}`]) continue;
        const body = method === 'GET' ? '' : '{"count":99}';
        const headers = { 'content-type': 'application/json', 'content-length': `${body.length}` };
        const call = { method, path, ...(body && { headers, body }) };
        isUnknown(t, await target(call), 404, `${method} ${path}`);
      }
      if (routes[`HEAD ${path}`]) continue;
      const head = await target({ method: 'HEAD', path });
      if (samLocal) t.equal(head.status, 502, `HEAD ${path}`);
      else t.ok(head.status >= 400 && head.status < 500, `HEAD ${path}`);
      t.equal(head.body, '');
    }
    if (alone) t.equal(await count(), before + 1);
  });

  await t.test('malformed paths get a 4xx', async (t) => {
    for (const path of [
      '/%',
      '/%zz',
      '/count%',
      '/%c3%28',
      '/count%00',
      '/..%2fcount',
      '/%2e%2e/',
    ]) {
      const answer = await target({ path });
      t.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
      isUnknown(t, answer, answer.status, path);
    }
  });

  await t.test('origins that are not configured get no CORS header', async (t) => {
    const origin = 'https://elsewhere.example';
    const preflight = { origin, 'access-control-request-method': 'GET' };
    for (const answer of [
      await target({ path: '/health', headers: { origin } }),
      await target({ method: 'OPTIONS', path: '/count', headers: preflight }),
    ]) {
      const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
      t.strictSame(cors, []);
    }
  });

  await t.test('answers forbid browsers to sniff their type', async (t) => {
    // `sam local` passes `/count/` on to the app, although it rejects other unknown paths.
    for (const path of ['/health', '/count/']) {
      const { headers } = await target({ path });
      t.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  await t.test('the contract of sign-in holds', (t) => authContract(t, target, credentials));
  await t.test('the contract of visitors holds', (t) =>
    visitorContract(t, target, { alone, marked, credentials }),
  );
  await t.test('the contract of content holds', (t) =>
    contentContract(t, target, { marked, credentials }),
  );
  await t.test('the contract of data holds', (t) => transferContract(t, target, credentials));
}

/** `sam local` itself answers unknown routes, and ignores the template's gateway responses. */
function isRejectedBySam(t: Test, answer: Answer, _status: number, message: string): void {
  t.equal(answer.status, 403, message);
  t.strictSame(JSON.parse(answer.body), { message: 'Missing Authentication Token' }, message);
}

/** The answer has an `HttpError` body that exposes nothing internal. */
export function isError(t: Test, answer: Answer, status: number, message: string): void {
  t.equal(answer.status, status, message);
  t.match(answer.headers['content-type'], /^application\/json/, message);
  const error = JSON.parse(answer.body);
  t.match(error, { statusCode: status, error: String, message: String }, message);
  const allowed = ['statusCode', 'error', 'code', 'message', 'details'];
  const others = Object.keys(error).filter((key) => !allowed.includes(key));
  t.strictSame(others, [], message);
  t.notMatch(answer.body, /\bat .*:\d+:\d+|node_modules|dynamo|amazon|aws/i, message);
}
