import type { MarkdownIt, Token } from 'markdown-it';
import { textOf } from './env.ts';

interface Meta {
  id: number;
  subId: number;
}

/** Ids with the prefix of headings' ids, which have no colon. Replaces the markup of markdown-it-footnote. */
export function footnoteMarkup(md: MarkdownIt): void {
  const { rules } = md.renderer;
  const { escapeHtml } = md.utils;
  rules.footnote_ref = (tokens, i) => {
    const { id, subId } = metaOf(tokens[i]);
    return `<sup><a href="#s-fn:${id + 1}" id="${backId(id, subId)}">[${id + 1}]</a></sup>`;
  };
  rules.footnote_block_open = (_tokens, _i, _options, env) =>
    `<section class="footnotes" role="doc-endnotes" aria-label="${escapeHtml(textOf(env).labels.footnotes)}">\n<ol>\n`;
  rules.footnote_block_close = () => '</ol>\n</section>\n';
  rules.footnote_open = (tokens, i) => `<li id="s-fn:${metaOf(tokens[i]).id + 1}">`;
  rules.footnote_close = () => '</li>\n';
  rules.footnote_anchor = (tokens, i, _options, env) => {
    const { id, subId } = metaOf(tokens[i]);
    return ` <a href="#${backId(id, subId)}" aria-label="${escapeHtml(textOf(env).labels.back)} ${id + 1}">↩\ufe0e</a>`;
  };
}

/** The id of the place in the text that refers to a footnote. */
function backId(id: number, subId: number): string {
  return `s-fnref:${id + 1}${subId > 0 ? `:${subId}` : ''}`;
}

function metaOf(token: Token | undefined): Meta {
  return token?.meta as unknown as Meta;
}
