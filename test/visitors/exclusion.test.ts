import { test } from 'tap';
import { exclusionCookie, isExcludedBrowser } from '../../app/features/visitors/exclusion.ts';
import { excludes } from '../../app/features/visitors/service.ts';
import { visitOf } from '../support/visitors.ts';

test('the cookie identifies nobody, and is for one path, one site and no script', (t) => {
  const attributes = ['Path=/api/v1/visitors/track', 'HttpOnly', 'Secure', 'SameSite=Strict'];
  const [pair, ...rest] = exclusionCookie(true).split('; ');
  t.equal(pair, 'uncounted=1', 'the same in every browser');
  t.strictSame(rest.sort(), [...attributes, 'Max-Age=31536000'].sort());
  const [none, ...removed] = exclusionCookie(false).split('; ');
  t.equal(none, 'uncounted=');
  t.strictSame(removed.sort(), [...attributes, 'Max-Age=0'].sort());
  t.end();
});

for (const [cookie, isExcluded] of [
  ['uncounted=1', true],
  ['a=b; uncounted=1', true],
  ['a=b;uncounted=1;c=d', true],
  ['uncounted=', false],
  ['uncounted=11', false],
  ['xuncounted=1', false],
  ['a="uncounted=1"', false],
  ['', false],
  [undefined, false],
] as const) {
  test(`a browser with the cookies ${cookie} is ${isExcluded ? 'left out' : 'counted'}`, (t) => {
    t.equal(isExcludedBrowser({ ...(cookie !== undefined && { cookie }) }), isExcluded);
    const visit = visitOf(1);
    const headers = { ...visit.headers, ...(cookie !== undefined && { cookie }) };
    t.equal(excludes({ ...visit, headers }), isExcluded ? 'owner' : undefined);
    t.equal(excludes({ ...visit, headers: { ...headers, dnt: '1' } }), 'opted-out');
    t.end();
  });
}
