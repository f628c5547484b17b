import type { MarkdownIt } from 'markdown-it';
import { type Text, textOf } from './env.ts';
import { grammarOf, highlight } from './highlight.ts';

/** Blocks of code, highlighted by class names; wide ones can be scrolled with the keyboard. */
export function code(md: MarkdownIt): void {
  const { rules } = md.renderer;
  const { escapeHtml } = md.utils;
  const block = (code: string, info: string, text: Text) => {
    const grammar = grammarOf(info);
    const html = (grammar && highlight(code, grammar, text)) ?? escapeHtml(code);
    const name = grammar ? ` class="language-${grammar}"` : '';
    return `<pre tabindex="0" role="group" aria-label="${escapeHtml(text.labels.code)}"><code${name}>${withVisibleBidi(html)}</code></pre>\n`;
  };
  rules.fence = (tokens, i, _options, env) =>
    block(tokens[i]?.content ?? '', tokens[i]?.info ?? '', textOf(env));
  rules.code_block = (tokens, i, _options, env) => block(tokens[i]?.content ?? '', '', textOf(env));
  rules.code_inline = (tokens, i) =>
    `<code>${withVisibleBidi(escapeHtml(tokens[i]?.content ?? ''))}</code>`;
}

/** Characters that reorder the text around them can make code look like other code: CVE-2021-42574. */
function withVisibleBidi(html: string): string {
  return html.replace(
    /[\u202a-\u202e\u2066-\u2069]/g,
    (found) => `<span class="bidi">U+${found.charCodeAt(0).toString(16).toUpperCase()}</span>`,
  );
}
