import type { MarkdownIt, Token } from 'markdown-it';
import { textOf } from './env.ts';

const kinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;
type Kind = (typeof kinds)[number];

const marker = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** A quote that begins with `[!NOTE]` is an alert, as on GitHub. */
export function alerts(md: MarkdownIt): void {
  md.core.ruler.after('block', 'alerts', (state) => {
    const { tokens } = state;
    const { labels } = textOf(state.env);
    for (let i = 0; i < tokens.length; i++) {
      const [quote, paragraph, inline] = tokens.slice(i, i + 3);
      if (quote?.type !== 'blockquote_open' || paragraph?.type !== 'paragraph_open') continue;
      const [found, name = ''] = marker.exec(inline?.content ?? '') ?? [];
      if (!inline || found === undefined) continue;
      const kind = name.toLowerCase() as Kind;
      asAlert(quote, closeOf(tokens, i), kind);
      const title = new state.Token('html_block', '', 0);
      title.content = `<p class="title">${md.utils.escapeHtml(labels[kind])}</p>\n`;
      inline.content = inline.content.slice(found.length);
      // The marker may be the whole paragraph.
      tokens.splice(i + 1, inline.content ? 0 : 3, title);
    }
  });
}

function asAlert(open: Token, close: Token | undefined, kind: Kind): void {
  open.tag = 'div';
  open.attrSet('class', `alert ${kind}`);
  open.attrSet('role', 'note');
  if (close) close.tag = 'div';
}

function closeOf(tokens: Token[], open: number): Token | undefined {
  const level = tokens[open]?.level;
  let i = open;
  while (i < tokens.length && !isClose(tokens[i], level)) i++;
  return tokens[i];
}

function isClose(token: Token | undefined, level: number | undefined): boolean {
  return token?.type === 'blockquote_close' && token.level === level;
}
