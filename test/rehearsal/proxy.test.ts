import { once } from 'node:events';
import { createServer, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type Test, test } from 'tap';
import { type NameProxy, startProxy } from '../../scripts/rehearsal/proxy.ts';

/** A proxy in front of a server that returns the request that it received. */
async function start(t: Test): Promise<NameProxy> {
  const server = createServer(({ method, url, headers }, response) => {
    const { host, 'x-forwarded-proto': scheme, 'x-twice': twice } = headers;
    response.end(JSON.stringify({ method, url, host, scheme, twice }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = await startProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  t.teardown(async () => {
    await proxy.stop();
    server.close();
  });
  return proxy;
}

async function ask(
  proxy: NameProxy,
  host: string,
  { scheme = 'https', path = '/', method = 'GET' },
) {
  const proxyEnv = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
  const options = { host, path, method, headers: { 'x-twice': ['1', '2'] } };
  const request =
    scheme === 'https'
      ? httpsRequest({ ...options, agent: new HttpsAgent({ proxyEnv, ca: proxy.certificate }) })
      : httpRequest({ ...options, agent: new HttpAgent({ proxyEnv }) });
  const [response] = await once(request.end(), 'response');
  return {
    status: response.statusCode,
    received: response.statusCode === 200 && (await json(response)),
  };
}

test('host names of AWS lead to the local AWS, under host names that it knows', async (t) => {
  const proxy = await start(t);
  for (const [host, known] of [
    ['d111.cloudfront.net', 'd111.cloudfront.net'],
    ['some-bucket.s3.us-east-1.amazonaws.com', 'some-bucket.s3.us-east-1.amazonaws.com'],
    ['a1b2c3d4.execute-api.us-east-1.amazonaws.com', 'a1b2c3d4.execute-api.localhost'],
    ['cognito-idp.us-east-1.amazonaws.com', 'cognito-idp.us-east-1.amazonaws.com'],
  ] as const) {
    for (const scheme of ['http', 'https']) {
      const { received } = await ask(proxy, host, { scheme });
      t.match(received, { host: known, scheme, url: '/' }, `${scheme}://${host}`);
    }
  }
});

test('a request arrives unchanged', async (t) => {
  const proxy = await start(t);
  for (const scheme of ['http', 'https']) {
    for (const path of ['//count', '/%', '/..%2fcount?a=1&a=%zz', '/http://x.example/']) {
      const { received } = await ask(proxy, 'd1.cloudfront.net', { scheme, path, method: 'PATCH' });
      t.match(received, { method: 'PATCH', url: path, twice: '1, 2' }, `${scheme} ${path}`);
    }
  }
});

test('all other host names are rejected', async (t) => {
  const proxy = await start(t);
  for (const host of [
    'dynamodb.us-east-1.amazonaws.com',
    'evil.cognito-idp.us-east-1.amazonaws.com',
    'example.com',
    'cloudfront.net.example',
  ]) {
    t.equal((await ask(proxy, host, { scheme: 'http' })).status, 403, host);
    await t.rejects(ask(proxy, host, { scheme: 'https' }), host);
  }
});
