import type { ServerResponse } from 'node:http';
import { type Test, test } from 'tap';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { forge, type Issuer, keyPair, owner, startIssuer } from '../support/issuer.ts';
import { inProcess, onBundle, type Target } from '../support/target.ts';

interface Subject {
  issuer: Issuer;
  /** Sends a request with the token. */
  ask(token: string): ReturnType<Target>;
}

const places = {
  'in process': async (t: Test, env: Issuer['env']) => inProcess((await build(t, { env })).app),
  'on the bundle': async (t: Test, env: Issuer['env']) => onBundle(await startBundle(t, env)),
};

type Start = (typeof places)[keyof typeof places];

async function startSubject(t: Test, start: Start): Promise<Subject> {
  const issuer = await startIssuer(t);
  const target = await start(t, issuer.env);
  return {
    issuer,
    ask: (token) => target({ path: '/v1/auth/me', headers: { authorization: `Bearer ${token}` } }),
  };
}

const failures: [string, Issuer['answer']][] = [
  ['silent', () => {}],
  ['cut off', (response) => response.destroy()],
  ['an error', (response) => end(response, 500, '{}')],
  ['not there', (response) => end(response, 404, '{}')],
  ['elsewhere', (response) => end(response, 302, '', { location: 'http://127.0.0.1:9/' })],
  ['a page', (response) => end(response, 200, '<!doctype html><title>Sorry</title>')],
  ['empty', (response) => end(response, 200, '')],
  ['null', (response) => end(response, 200, 'null')],
  ['none', (response) => end(response, 200, '{"keys":[]}')],
  ['no keys', (response) => end(response, 200, '{"keys":[1]}')],
];

// Each failure takes its time, so both places are tested at once.
test('a request gets 503 while the keys cannot be fetched, and 200 afterwards', (t) =>
  Promise.all(Object.values(places).map((start) => keysCannotBeFetched(t, start))));

async function keysCannotBeFetched(t: Test, start: Start): Promise<void> {
  const { issuer, ask } = await startSubject(t, start);
  const { answer } = issuer;
  for (const [what, failure] of failures) {
    issuer.answer = failure;
    const result = await ask(issuer.token(owner));
    isError(t, result, 503, what);
    t.ok(result.headers['retry-after'], what);
  }
  issuer.answer = answer;
  t.equal((await ask(issuer.token(owner))).status, 200, 'the app recovers');
}

for (const [place, start] of Object.entries(places)) {
  const subject = (t: Test) => startSubject(t, start);

  test(`500 concurrent requests fetch the keys once, ${place}`, async (t) => {
    const { issuer, ask } = await subject(t);
    const { answer } = issuer;
    issuer.answer = (response) => setTimeout(() => answer(response), 300);
    const token = issuer.token(owner);
    // With the keys, the app rejects this token, so that it does not call the user pool.
    const expired = issuer.token({ exp: 1 });
    const answers = await Promise.all(Array.from({ length: 500 }, () => ask(expired)));
    t.ok(answers.every(({ status }) => status === 401));
    t.equal(issuer.requests, 1);
    t.equal((await ask(token)).status, 200);
    t.equal(issuer.requests, 1, 'the app keeps the keys');
  });

  test(`while the issuer is down, good tokens get 503 and bad tokens 401, ${place}`, async (t) => {
    const { issuer, ask } = await subject(t);
    await issuer.close();
    isError(t, await ask(issuer.token(owner)), 503, 'down');
    isError(t, await ask('a.b.c'), 401, 'no token at all');
    const unsigned = forge({ alg: 'none' }, issuer.claims(owner), null);
    isError(t, await ask(unsigned), 401, 'alg none');
  });

  test(`a token of another issuer is rejected before the app fetches any key, ${place}`, async (t) => {
    const { issuer, ask } = await subject(t);
    isError(t, await ask(issuer.token({ iss: 'https://evil.example/pool' })), 401, 'other issuer');
    t.equal(issuer.requests, 0);
  });

  test(`fetched keys stay in use while the issuer is down, ${place}`, async (t) => {
    const { issuer, ask } = await subject(t);
    t.equal((await ask(issuer.token(owner))).status, 200);
    issuer.answer = (response) => end(response, 500, '{}');
    t.equal((await ask(issuer.token(owner))).status, 200);
  });

  test(`a key that names no algorithm verifies only RS256, ${place}`, async (t) => {
    const { issuer, ask } = await subject(t);
    const { kid, key } = issuer;
    const jwk = { ...key.publicKey.export({ format: 'jwk' }), kid };
    issuer.answer = (response) => end(response, 200, JSON.stringify({ keys: [jwk] }));
    const other = forge({ alg: 'RS512', kid }, issuer.claims(owner), key.privateKey);
    isError(t, await ask(other), 401, 'RS512');
    t.equal((await ask(issuer.token(owner))).status, 200);
  });

  test(`a new key is used at once, and unknown key ids cause one request, ${place}`, async (t) => {
    const { issuer, ask } = await subject(t);
    t.equal((await ask(issuer.token(owner))).status, 200);
    issuer.rotate();
    t.equal((await ask(issuer.token(owner))).status, 200);
    t.equal(issuer.requests, 2);
    const { privateKey } = keyPair();
    for (let i = 0; i < 20; i++) {
      const stranger = forge({ alg: 'RS256', kid: `${i}` }, issuer.claims(owner), privateKey);
      isError(t, await ask(stranger), 401, `stranger ${i}`);
    }
    t.equal(issuer.requests, 3);
    t.equal((await ask(issuer.token(owner))).status, 200);
  });
}

function end(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
