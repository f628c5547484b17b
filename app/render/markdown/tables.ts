import type { MarkdownIt, Token } from 'markdown-it';
import { textOf } from './env.ts';

/** Wraps tables, which may be wider than the page, for the keyboard to scroll; classes align their cells. */
export function tables(md: MarkdownIt): void {
  const { rules, renderToken, utils } = withRender(md);
  rules.table_open = (_tokens, _i, _options, env) =>
    `<div class="table" tabindex="0" role="group" aria-label="${utils.escapeHtml(textOf(env).labels.table)}"><table>\n`;
  rules.table_close = () => '</table></div>\n';
  for (const name of ['th_open', 'td_open']) {
    rules[name] = (tokens, i, options) => renderToken(withClass(tokens, i), i, options);
  }
}

function withRender({ renderer, utils }: MarkdownIt) {
  const { rules } = renderer;
  return { rules, utils, renderToken: renderer.renderToken.bind(renderer) };
}

/** The parser aligns by `style`, which the site's policy forbids. */
function withClass(tokens: Token[], i: number): Token[] {
  const cell = tokens[i];
  const [, side] = /^text-align:(left|center|right)$/.exec(String(cell?.attrGet('style'))) ?? [];
  if (cell) cell.attrs = [...(cell.tag === 'th' ? [['scope', 'col'] as [string, string]] : [])];
  if (side) cell?.attrSet('class', side);
  return tokens;
}
