import { test } from 'tap';
import { chrome } from '../support/agents.ts';
import { contentApi } from '../support/content-api.ts';

test('the owner excludes a browser by a cookie that names nobody, and includes it again', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  const path = '/v1/visitors/exclusion';
  for (const method of ['PUT', 'DELETE'] as const)
    t.equal((await asAnyone(method, path)).status, 401);
  const visit = async (headers: object) =>
    (
      await asAnyone(
        'POST',
        '/v1/visitors/track',
        { path: '/' },
        { 'user-agent': chrome, ...headers },
      )
    ).body;

  const start = await asOwner('PUT', path);
  t.equal(start.status, 204);
  const [pair = '', ...attributes] = `${start.headers['set-cookie']}`.split('; ');
  t.equal(pair, 'uncounted=1', 'the same for everyone');
  t.strictSame(attributes.sort(), [
    'HttpOnly',
    'Max-Age=31536000',
    'Path=/api/v1/visitors/track',
    'SameSite=Strict',
    'Secure',
  ]);
  for (const cookie of [pair, `a=b; ${pair}`, `${pair};a=b`]) {
    t.match(await visit({ cookie }), { tracked: false, reason: 'owner' }, cookie);
  }
  const end = await asOwner('DELETE', path);
  t.match(end.headers['set-cookie'], /^uncounted=; Max-Age=0; .*Path=\/api\/v1\/visitors\/track/);
  for (const cookie of ['uncounted=', 'uncounted=0', 'xuncounted=1', 'a="uncounted=1']) {
    t.ok((await visit({ cookie, 'user-agent': `${chrome} ${cookie}` })).tracked, cookie);
  }
  t.match(await visit({ cookie: pair, 'sec-gpc': '1' }), { reason: 'opted-out' }, 'comes first');
});
