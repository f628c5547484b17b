import { test } from 'tap';
import { build } from '../support/build.ts';

test('no answer may be cached unless its route allows it', async (t) => {
  const { app } = await build(t);
  for (const [url, seconds] of [
    ['/count.svg', 60],
    ['/openapi.json', 300],
  ] as const) {
    const { headers } = await app.inject(url);
    t.equal(headers['cache-control'], `public, max-age=${seconds}`, url);
  }
  for (const url of ['/count', '/health', '/v1/visitors/count', '/v1/auth/me', '/nowhere']) {
    const { headers } = await app.inject(url);
    t.equal(headers['cache-control'], 'no-store', url);
  }
});
