import { test } from 'tap';
import type { Head } from '../../app/render/head.ts';
import { page } from '../../app/render/page.ts';
import { readHtml } from '../support/html.ts';

const smallest: Head = {
  title: 'Title',
  description: 'Description',
  language: 'en',
  preview: { type: 'profile' },
  structuredData: {},
  assets: {
    style: '/style.css',
    fonts: [],
    themeScript: '/theme.js',
    scripts: ['/one.js', '/two.js'],
    icon: '/icon.svg',
  },
};

/** `name` and its attributes, for each element of the head that only some pages have. */
function optionalElements(head: Partial<Head>): string[] {
  return readHtml(page({ ...smallest, ...head }, ''))
    .elements.filter(({ name }) => name === 'meta' || name === 'link')
    .map(({ name, attributes }) => [name, ...Object.values(attributes)].join(' '))
    .filter((element) => /robots|canonical|alternate|article:|og:(url|image)/.test(element));
}

test('each optional field of the head adds its elements', (t) => {
  const canonical = 'https://a.example/?a&b';
  const image = 'https://a.example/me.jpg';
  const cases: [Partial<Head>, string[]][] = [
    [{}, []],
    [{ noindex: true }, ['meta robots noindex']],
    [{ canonical }, [`link canonical ${canonical}`, `meta og:url ${canonical}`]],
    [{ preview: { type: 'profile', image } }, [`meta og:image ${image}`]],
    [
      { preview: { type: 'article', published: '2026', modified: '2027', tags: ['a&b', 'c'] } },
      [
        'meta article:published_time 2026',
        'meta article:modified_time 2027',
        'meta article:tag a&b',
        'meta article:tag c',
      ],
    ],
    [
      { alternates: [{ type: 'application/rss+xml', title: '<b>', href: '/feed?a&b' }] },
      ['link alternate application/rss+xml <b> /feed?a&b'],
    ],
  ];
  for (const [head, elements] of cases) t.strictSame(optionalElements(head), elements);
  t.end();
});

test('text in the head cannot become markup', (t) => {
  const text = '</title></script><script>alert(1)</script>"><b \'';
  const { elements, errors } = readHtml(
    page({ ...smallest, title: text, description: text, structuredData: { name: text } }, ''),
  );
  t.strictSame(errors, []);
  t.notOk(elements.some(({ name }) => name === 'b'));
  const scripts = elements.filter(({ name }) => name === 'script');
  t.strictSame(
    scripts.map(({ attributes }) => attributes.src ?? attributes.type),
    ['/theme.js', '/one.js', '/two.js', 'application/ld+json'],
  );
  t.strictSame(JSON.parse(scripts.at(-1)?.text ?? ''), { name: text });
  t.end();
});

test('a page has the direction of its language', (t) => {
  for (const [language, direction] of [
    ['en', 'ltr'],
    ['ar-EG', 'rtl'],
    ['he', 'rtl'],
  ] as const) {
    const { elements } = readHtml(page({ ...smallest, language }, ''));
    const html = elements.find(({ name }) => name === 'html');
    t.strictSame(html?.attributes, { lang: language, dir: direction });
  }
  t.end();
});
