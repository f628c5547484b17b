import fc from 'fast-check';
import { test } from 'tap';
import {
  isSlug,
  numbered,
  slugify,
  slugOfTitle,
  slugProblem,
} from '../../app/features/content/slugs.ts';

const id = 'c_aB-_x9Zq01234567';

const slugs: [title: string, slug: string][] = [
  ['Hello, World!', 'hello-world'],
  ['Über Größe & Maß', 'uber-grosse-mass'],
  ['STRASSE', 'strasse'],
  ['Crème brûlée', 'creme-brulee'],
  ['Łódź – Ærø – Œuvre', 'lodz-aero-oeuvre'],
  ['İstanbul', 'istanbul'],
  ["It’s what you don't see", 'its-what-you-dont-see'],
  ['ＦＵＬＬ width', 'full-width'],
  ['a--b__c', 'a-b-c'],
  ['  - x -  ', 'x'],
  ['日本語 and JavaScript', 'and-javascript'],
  ['1984', '1984'],
  ['日本語', 'post-abx9zq'],
  ['🤔', 'post-abx9zq'],
  ['...', 'post-abx9zq'],
  ['العربية', 'post-abx9zq'],
  ['Tag', 'post-tag'],
  ['preview', 'post-preview'],
  ['Feed.xml', 'feed-xml'],
  ['a'.repeat(200), 'a'.repeat(80)],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
];

for (const [title, slug] of slugs) {
  test(`the slug of "${title.slice(0, 30)}" is ${slug.slice(0, 30)}`, (t) => {
    t.equal(slugOfTitle(title, 'post', id), slug);
    t.end();
  });
}

test('every title has a slug that the owner could choose, also with a number', (t) => {
  const anyTitle = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 300 }));
  fc.assert(
    fc.property(anyTitle, fc.integer({ min: 1, max: 10_000 }), (title, n) => {
      const slug = slugOfTitle(title, 'certification', id);
      t.equal(slugProblem(slug), undefined, slug);
      t.ok(isSlug(numbered(slug, n)), numbered(slug, n));
      t.equal(slugify(slug), slug);
    }),
  );
  t.end();
});

const refused = {
  'is a reserved word': [
    ...['feed.xml', 'feed.json', 'sitemap.xml', 'index.html'],
    ...['tag', 'category', 'page', 'preview'],
  ],
  'must have at most 80 characters': ['a'.repeat(81)],
  'must consist of a-z and 0-9, with single hyphens between them': [
    ...['', 'Tag', 'a--b', '-a', 'a-', 'a_b', 'a b', 'a.b', 'ä', 'a/b', '..', id, 'a\n'],
  ],
};

for (const [problem, bad] of Object.entries(refused)) {
  for (const slug of bad) {
    test(`the slug ${JSON.stringify(slug.slice(0, 30))} ${problem}`, (t) => {
      t.equal(slugProblem(slug), problem);
      t.end();
    });
  }
}
