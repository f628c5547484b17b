import { test } from 'tap';
import { translations as pageLabels } from '../../../app/render/labels.ts';
import { MarkdownError } from '../../../app/render/markdown/contract.ts';
import { forFeed } from '../../../app/render/markdown/feed.ts';
import { translations } from '../../../app/render/markdown/labels.ts';
import { renderMarkdown } from '../../../app/render/markdown/render.ts';

const html = (markdown: string, language = 'en') => renderMarkdown(markdown, language).html;
const image = '/media/0123456789abcdef-640x480.webp';

const cases: [what: string, markdown: string, expected: string | RegExp][] = [
  ['raw HTML is text', '<b>x</b>', '<p>&lt;b&gt;x&lt;/b&gt;</p>\n'],
  ['strikethrough', '~~x~~', '<p><s>x</s></p>\n'],
  ['an address is a link', 'https://a.example', /<a href="https:\/\/a\.example">/],
  ['names of files are no links', 'setup.py', '<p>setup.py</p>\n'],
  ['relative links stay', '[x](other)', '<p><a href="other">x</a></p>\n'],
  ['2,048 characters are a link', `[x](/${'a'.repeat(2047)})`, /<a href/],
  ['2,049 characters are none', `[x](/${'a'.repeat(2048)})`, /^(?!.*<a)/s],
  ['the first level is h2', '# x', '<h2 id="s-x">x</h2>\n'],
  [
    'skipped levels are closed up',
    '### a\n\n##### b\n\n### c',
    '<h2 id="s-a">a</h2>\n<h3 id="s-b">b</h3>\n<h2 id="s-c">c</h2>\n',
  ],
  ['a heading without letters', '# 🤔', '<h2 id="s-section">🤔</h2>\n'],
  ['a heading in another script', '# Größe 漢字', /id="s-größe-漢字"/],
  ['a link to a heading', '# Theme\n\n[x](#theme)', /<a href="#s-theme">/],
  [
    'an own image has its size',
    `![a](${image})`,
    `<p><img src="${image}" alt="a" width="640" height="480"></p>\n`,
  ],
  ['the second image is loaded when it is near', `![](${image}) ![](${image})`, /loading="lazy"/],
  ['a foreign image is a link', '![a](https://a.example/b.png)', /^<p><a href="[^"]+">a<\/a><\/p>/],
  ['a foreign image in a link is text', '[![a](http://b.c/d)](/e)', '<p><a href="/e">a</a></p>\n'],
  [
    'cells are aligned by classes',
    '|a|\n|-:|\n|b|',
    /<th scope="col" class="right">[\s\S]*<td class="right">/,
  ],
  [
    'a wide table can be scrolled',
    '|a|\n|-|',
    /^<div class="table" tabindex="0" role="group" aria-label="Table"><table>/,
  ],
  [
    'code is highlighted by classes',
    '```ts\nlet a\n```',
    /<code class="language-typescript"><span class="hljs-/,
  ],
  ['an unknown language is plain', '```nope\na\n```', /<code>a\n<\/code>/],
  ['C# is plain', '```csharp\nint a;\n```', /<code>int a;/],
  [
    'a block of more than 10,000 characters is plain',
    `\`\`\`ts\n${'let a;\n'.repeat(1500)}\`\`\``,
    /^(?!.*hljs)/s,
  ],
  ['a long run of letters is plain', `\`\`\`java\n${'a'.repeat(101)}\n\`\`\``, /^(?!.*hljs)/s],
  [
    'a sign that turns code around is shown',
    '`a\u202eb`',
    '<p><code>a<span class="bidi">U+202E</span>b</code></p>\n',
  ],
  [
    'an alert',
    '> [!WARNING]\n> Mind',
    /^<div class="alert warning" role="note">\n<p class="title">Warning<\/p>\n<p>Mind<\/p>\n<\/div>/,
  ],
  ['a quote of another kind', '> [!OTHER]\n> x', /^<blockquote>/],
  [
    'a task',
    '- [x] a',
    /<li class="task"><input type="checkbox" disabled checked aria-label="Done"> a<\/li>/,
  ],
  ['a footnote', 'a[^x]\n\n[^x]: b', /<a href="#s-fn:1" id="s-fnref:1">[\s\S]*<li id="s-fn:1">/],
];

for (const [what, markdown, expected] of cases) {
  test(`Markdown: ${what}`, (t) => {
    if (typeof expected === 'string') t.equal(html(markdown), expected);
    else t.match(html(markdown), expected);
    t.end();
  });
}

test('300 equal headings have 300 ids', (t) => {
  const ids = [...html('# Theme\n\n'.repeat(300)).matchAll(/id="([^"]+)"/g)].map(([, id]) => id);
  t.equal(new Set(ids).size, 300);
  t.strictSame(ids.slice(0, 3), ['s-theme', 's-theme-2', 's-theme-3']);
  t.end();
});

test('words are counted without code, and where no space separates them', (t) => {
  const words = (markdown: string, language = 'en') => renderMarkdown(markdown, language).words;
  t.equal(words('One *two* [three](/x) – `four`\n\n```\nfive six\n```\n\n# seven'), 4);
  const chinese = words('我们今天去学校学习新的知识。'.repeat(100), 'zh');
  t.ok(chinese > 500 && chinese < 1400, `${chinese}`);
  t.end();
});

test('own images are named', (t) => {
  const { media } = renderMarkdown(`![](${image}) ![](${image}) ![](https://a.b/c.png)`, 'en');
  t.strictSame(media, ['0123456789abcdef-640x480.webp']);
  t.end();
});

test('a small text that would become a large page is refused', (t) => {
  const definition = `[a]: /${'x'.repeat(2000)}\n\n${'[a]'.repeat(12_000)}`;
  t.throws(() => html(definition), new MarkdownError('renders to more than 1 MB'));
  t.end();
});

test('the renderer has its words in every language of the pages', (t) => {
  const languages = Object.keys(pageLabels).filter((name) => name !== 'pt-PT');
  t.strictSame(Object.keys(translations).sort(), languages.sort());
  for (const [language, labels] of Object.entries(translations)) {
    for (const [name, label] of Object.entries(labels)) t.ok(label.trim(), `${language} ${name}`);
  }
  t.match(html('> [!NOTE]\n> x', 'de-AT'), 'Hinweis');
  t.end();
});

test('a feed has absolute addresses, and nothing that only a page needs', (t) => {
  const feed = forFeed(
    html(`[a](b?c=1&d=2) [e](#f) [h](mailto:i@j.example) ![](${image})\n\n- [x] k\n\n|l|\n|-|`),
    'https://me.example/blog/x',
  );
  for (const part of [
    'href="https://me.example/blog/b?c=1&amp;d=2"',
    'href="https://me.example/blog/x#f"',
    'href="mailto:i@j.example"',
    `src="https://me.example${image}"`,
    '[x] k',
    '<div class="table"><table>',
  ]) {
    t.ok(feed.includes(part), part);
  }
  t.notMatch(feed, /tabindex|role=|aria-|<input|style=/);
  t.end();
});
