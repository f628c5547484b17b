import fc from 'fast-check';
import { test } from 'tap';
import { isSlug } from '../../app/features/content/slugs.ts';
import { distinct, fold, toTerms } from '../../app/features/content/terms.ts';

const slugs: [name: string, slug: string][] = [
  ['C', 'c'],
  ['C++', 'c-plus-plus'],
  ['C#', 'c-sharp'],
  ['F#', 'f-sharp'],
  ['.NET', 'dot-net'],
  ['ASP.NET', 'asp-net'],
  ['Node.js', 'node-js'],
  ['A+', 'a-plus'],
  ['#hashtag', 'hashtag'],
  ['Machine  Learning', 'machine-learning'],
  ['Café', 'cafe'],
  ['日本語', 'tag-77710aed'],
  ['...', 'tag-ab5df625'],
];

test('terms that differ have addresses that differ', (t) => {
  for (const [name, slug] of slugs) t.strictSame(toTerms('tag', [name], []), [{ name, slug }]);
  const all = toTerms(
    'tag',
    slugs.map(([name]) => name),
    [],
  );
  t.equal(new Set(all.map(({ slug }) => slug)).size, slugs.length);
  t.end();
});

test('terms with the same letters get numbers', (t) => {
  const names = ['Cafe', 'Café', 'CAFÉ!', 'Café 2'];
  t.strictSame(
    toTerms('tag', names, []).map(({ slug }) => slug),
    ['cafe', 'cafe-2', 'cafe-3', 'cafe-2-2'],
  );
  t.end();
});

test('a known term keeps its slug, also when a shorter one is free again', (t) => {
  const known = [{ name: 'Café', fold: fold('Café'), slug: 'cafe-2' }];
  t.strictSame(toTerms('tag', ['CAFÉ', 'Cafe'], known), [
    { name: 'CAFÉ', slug: 'cafe-2' },
    { name: 'Cafe', slug: 'cafe' },
  ]);
  t.end();
});

test('the same name in another case or with other white space is the same term, once', (t) => {
  t.strictSame(
    distinct(['TypeScript', ' typescript ', 'Type  Script', 'type script', 'TYPESCRIPT']),
    ['TypeScript', 'Type Script'],
  );
  t.strictSame(distinct(['ＡＢＣ', 'abc']), ['ＡＢＣ']);
  t.end();
});

test('every term has a slug, no two the same', (t) => {
  const anyNames = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(anyNames, (names) => {
      const terms = toTerms('category', distinct(names), []);
      for (const { slug } of terms) t.ok(isSlug(slug), slug);
      t.equal(new Set(terms.map(({ slug }) => slug)).size, terms.length);
    }),
  );
  t.end();
});
