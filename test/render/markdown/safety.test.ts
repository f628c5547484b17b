import fc from 'fast-check';
import { test } from 'tap';
import { forFeed } from '../../../app/render/markdown/feed.ts';
import { renderMarkdown } from '../../../app/render/markdown/render.ts';
import { anyMarkdown } from '../../support/any-markdown.ts';
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

test('whatever the text, the HTML has only what is allowed', (t) => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      const problems = unsafe(renderMarkdown(markdown, 'en').html);
      if (problems.length > 0) throw new Error(problems.join());
    }),
    { numRuns: 3000 },
  );
  t.end();
});
