import { test } from 'tap';
import { namedHosts } from '../../app/features/visitors/named-hosts.ts';

test('a host that sent one visitor has no name, but for well-known sites', async (t) => {
  t.strictSame(
    namedHosts({
      none: 1,
      'wiki.intranet.example': 1,
      'jane-doe.example': 1,
      'blog.example': 2,
      'linkedin.com': 1,
      'de.linkedin.com': 1,
      'notlinkedin.com': 1,
      'news.ycombinator.com': 1,
      other: 4,
    }),
    {
      none: 1,
      'blog.example': 2,
      'linkedin.com': 1,
      'de.linkedin.com': 1,
      'news.ycombinator.com': 1,
      other: 7,
    },
  );
  t.strictSame(namedHosts({}), {});
  t.strictSame(namedHosts({ other: 1 }), { other: 1 });
});
