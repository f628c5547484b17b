import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { test } from 'tap';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { isError } from '../contract/suite.ts';
import { build, listen } from '../support/build.ts';
import { overHttp } from '../support/target.ts';

/** Sends bytes as they are and reads until the other side closes. */
async function sendRaw(port: number, request: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const answer = text(socket).catch((error) => `closed: ${error.code}`);
  await once(socket, 'connect');
  socket.write(request);
  return answer;
}

const close = 'Host: localhost\r\nConnection: close\r\n';
const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\n${close}${headers}\r\n`;
const post = (path: string, headers: string, body: string) =>
  `POST ${path} HTTP/1.1\r\n${close}${headers}\r\n${body}`;

/** Each with the status that it must get. None of them may count. */
const requests: [string, string | Buffer, number][] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['TLS on a plain port', Buffer.from('16030100a5010000a10303', 'hex'), 400],
  ['an unknown method', `BREW /count HTTP/1.1\r\n${close}\r\n`, 400],
  ['a lower-case method', `get /count HTTP/1.1\r\n${close}\r\n`, 400],
  ['a NUL in the path', get('/count\0'), 400],
  ['a control character in a header', get('/count', 'X: a\x01\r\n'), 400],
  ['a header without a name', get('/count', ': a\r\n'), 400],
  ['no host', 'GET /count HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a 100 KB header', get('/count', `X: ${'a'.repeat(100_000)}\r\n`), 431],
  ['a 100 KB path', get(`/${'a'.repeat(100_000)}`), 431],
  ['a Content-Length that is no number', post('/count', 'Content-Length: x\r\n', ''), 400],
  ['a negative Content-Length', post('/count', 'Content-Length: -1\r\n', ''), 400],
  ['two Content-Lengths', post('/count', 'Content-Length: 1\r\nContent-Length: 2\r\n', 'ab'), 400],
  [
    'Content-Length and chunks',
    post('/count', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
    400,
  ],
  ['a broken chunk', post('/count', 'Transfer-Encoding: chunked\r\n', 'zz\r\n'), 400],
  ['malformed percent-encoding', get('/count%'), 400],
  ['an encoded NUL', get('/count%00'), 404],
  ['a path without a slash', get('count'), 400],
  ['a star', `OPTIONS * HTTP/1.1\r\n${close}\r\n`, 404],
  ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', 0],
  [
    'an unknown content type',
    post('/count', 'Content-Type: a/b\r\nContent-Length: 1\r\n', 'a'),
    404,
  ],
  [
    '__proto__',
    post('/count', 'Content-Type: application/json\r\nContent-Length: 15\r\n', '{"__proto__":1}'),
    400,
  ],
];

test('a malformed request gets a 4xx or is closed, and counts nothing', async (t) => {
  const { app } = await build(t, { serverFactory: edgeServer('public') });
  const port = Number(new URL(await listen(app)).port);
  for (const [what, request, status] of requests) {
    const answer = await sendRaw(port, request);
    if (status === 0) {
      t.equal(answer, '', `${what}: closed`);
      continue;
    }
    t.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), what);
    const body = answer.split('\r\n\r\n')[1] ?? '';
    t.match(JSON.parse(body || '{}'), { statusCode: status, error: String, message: String }, what);
  }
  t.equal((await app.inject('/count')).json().count, 1);
});

test('a body of 10 MB gets 413 and counts nothing', async (t) => {
  const { app } = await build(t, { serverFactory: edgeServer('public') });
  const target = overHttp(await listen(app));
  for (const path of ['/count', '/nothing', '/api/count']) {
    const body = Buffer.alloc(10 ** 7, ' ');
    const headers = { 'content-type': 'application/json', 'content-length': `${body.length}` };
    isError(t, await target({ method: 'POST', path, headers, body }), 413, path);
  }
  t.equal((await app.inject('/count')).json().count, 1);
});

test('a request that never ends gets a 4xx and is closed', async (t) => {
  const { app } = await build(t, { serverFactory: edgeServer('public') });
  const port = Number(new URL(await listen(app)).port);
  const answers = await Promise.all([
    sendRaw(port, 'GET /count HTTP/1.1\r\nHost: localhost\r\n'),
    sendRaw(
      port,
      post('/nothing', 'Content-Length: 100\r\nContent-Type: application/json\r\n', '{'),
    ),
  ]);
  for (const answer of answers) t.match(answer, /^HTTP\/1\.1 4\d\d /);
  t.equal((await app.inject('/count')).json().count, 1);
});

test('no path, query or header causes a 5xx or a count', async (t) => {
  const { app } = await build(t, { serverFactory: edgeServer('public') });
  const target = overHttp(await listen(app));
  const characters = ` !"#$%&'()*+,-./09:;<=>?@AZ[\\]^_\`az{|}~`;
  const printable = fc.string({ unit: fc.constantFrom(...characters) });
  const path = fc
    .oneof(
      printable,
      fc.string({ unit: 'binary' }).map((s) => encodeURIComponent(s.toWellFormed())),
      fc.webPath(),
      fc
        .array(fc.constantFrom('..', '.', 'count', 'api', '%2e', '%2f', '%', ''), { maxLength: 6 })
        .map((parts) => parts.join('/')),
    )
    .map((s) => `/${s.replaceAll(' ', '%20')}`)
    .filter((s) => !/^(\/api)?\/count([?#;]|$)/.test(s));
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      path,
      fc.dictionary(
        fc.stringMatching(/^[a-z][a-z-]{0,10}$/).map((s) => `x-${s}`),
        printable,
      ),
      fc.string(),
      async (method, path, headers, body) => {
        seen++;
        const length = { 'content-length': `${Buffer.byteLength(body)}` };
        const { status } = await target({ method, path, headers: { ...headers, ...length }, body });
        return status >= 200 && status < 500;
      },
    ),
    { numRuns: 300, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  );
  t.equal(seen, 300);
  t.equal((await app.inject('/count')).json().count, 1);
});
