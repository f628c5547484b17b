import fc from 'fast-check';
import { test } from 'tap';
import { forFeed } from '../../../app/render/markdown/feed.ts';
import { renderMarkdown } from '../../../app/render/markdown/render.ts';
import { unsafe } from '../../support/safe-html.ts';
import { xss } from '../../support/xss.ts';

test('the check of HTML finds what is not allowed', (t) => {
  for (const [html, problem] of [
    ['<script>1</script>', /element script/],
    ['<img src="/media/a.png" onerror="x">', /attribute img onerror/],
    ['<img src="https://evil.example/a.png">', /image https/],
    ['<p style="x">a</p>', /attribute p style/],
    ['<a href="javascript:x">a</a>', /address javascript/],
    ['<a href="//evil.example">a</a>', /address \/\/evil/],
    ['<h2 id="theme">a</h2>', /id theme/],
    ['<h2 id="s-a">a</h2><h2 id="s-a">a</h2>', /id s-a/],
    ['<b>', /element b/],
  ] as const) {
    t.match(unsafe(html).join(), problem, html);
  }
  t.strictSame(unsafe('<p>a <a href="/b">c</a></p>'), []);
  t.end();
});

test('no text runs a script or loads something from elsewhere', (t) => {
  t.ok(Object.keys(xss).length >= 60);
  for (const [name, text] of Object.entries(xss)) {
    for (const markdown of [text, `Text ${text} text`, `> - ${text}`, `**${text}**`]) {
      const { html } = renderMarkdown(markdown, 'en');
      t.strictSame(unsafe(html), [], name);
      t.strictSame(unsafe(forFeed(html, 'https://site.invalid/blog/x')), [], `${name}, in a feed`);
    }
  }
  t.end();
});

/** Pieces of which each means something to a parser of Markdown or HTML. */
const pieces = [
  ...'<>&"\'`*_~[](){}!#|:-+=\\/^$@.,;%?\n\t ',
  ...['```', '~~~', '> ', '- ', '1. ', '- [ ] ', '\n\n', '    ', '# ', '## ', '---', '|-|', '[^1]'],
  ...['[^1]: ', '> [!NOTE]\n', '![', '](', '[a]: ', 'https://a.b', 'javascript:', 'data:', '//x'],
  ...['<script>', '</p>', '<img src=x onerror=1>', 'onload=', 'style=', '&#60;', '&lt;', '&colon;'],
  ...['/media/0123456789abcdef-3x4.png', 'ts\n', '\u202e', '\u0000', '😀', 'ß', '漢', 'a', 'theme'],
];

test('whatever the text, the HTML has only what is allowed', (t) => {
  const text = fc
    .array(fc.constantFrom(...pieces), { maxLength: 60 })
    .map((parts) => parts.join(''));
  t.ok(pieces.length >= 58);
  fc.assert(
    fc.property(text, (markdown) => {
      const problems = unsafe(renderMarkdown(markdown, 'en').html);
      if (problems.length > 0) throw new Error(problems.join());
    }),
    { numRuns: 3000 },
  );
  t.end();
});
