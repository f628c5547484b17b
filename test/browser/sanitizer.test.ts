import fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { test } from 'tap';
import { renderMarkdown } from '../../app/render/markdown/render.ts';
import { anyMarkdown } from '../support/any-markdown.ts';
import { hostile } from '../support/hostile-markdown.ts';
import { allowed, protocols } from '../support/safe-html.ts';
import { xss } from '../support/xss.ts';

// A sanitizer that knows nothing of our renderer, and that others keep up to date, judges what it makes. It needs no
// browser; it is here as it is too large for every `npm ci`.
const attributes = Object.entries(allowed).map(([name, own]) => [name, [...own, 'class']]);
const options: sanitizeHtml.IOptions = {
  allowedTags: Object.keys(allowed),
  allowedAttributes: Object.fromEntries(attributes),
  allowedSchemes: protocols.map((protocol) => protocol.slice(0, -1)),
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
};

/** Both as a browser reads them: how a sanitizer escapes and quotes is its own affair. */
function removed(html: string): { before: string; after: string } | undefined {
  const before = serialize(parseFragment(html));
  const after = serialize(parseFragment(sanitizeHtml(html, options)));
  return before === after ? undefined : { before, after };
}

test('the sanitizer removes what is not allowed', async (t) => {
  for (const html of [
    '<script>1</script>',
    '<p onclick="x">a</p>',
    '<a href="javascript:x">a</a>',
    '<a href="//evil.example">a</a>',
    '<a href=" java&#9;script:x">a</a>',
    '<img src="https://evil.example/a.png" alt="">',
    '<img src="data:image/svg+xml,x" alt="">',
    '<p style="color:red">a</p>',
    '<svg><a href="/x">a</a></svg>',
    '<form action="/x"></form>',
    '<iframe src="/x"></iframe>',
    '<p id="theme">a</p>',
  ]) {
    t.ok(removed(html), html);
  }
  t.notOk(removed('<p class="a">a <a href="/b" title="d">c</a> &amp; <img src="/d" alt=""></p>'));
});

test('the sanitizer finds nothing to remove from what the renderer makes', async (t) => {
  for (const [name, text] of Object.entries(xss)) {
    for (const markdown of [text, `Text ${text} text`, `> - ${text}`, `**${text}**`, `# ${text}`]) {
      t.strictSame(removed(renderMarkdown(markdown, 'en').html), undefined, name);
    }
  }
  for (const [name, text] of Object.entries(hostile)) {
    t.strictSame(removed(renderMarkdown(text.slice(0, 3000), 'en').html), undefined, name);
  }
});

test('the sanitizer finds nothing to remove, whatever the text', async (t) => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => {
      const found = removed(renderMarkdown(markdown, 'en').html);
      if (found) throw new Error(JSON.stringify(found, undefined, 2));
    }),
    { numRuns: 3000 },
  );
  t.pass();
});
