import type { MarkdownIt, Token } from 'markdown-it';

const maxLength = 80;
const prefix = 's-';

/**
 * Gives headings an id, and a level below the title of the page: the first level used is `h2`, and levels that
 * are skipped are closed up. No id of the page itself begins with the prefix.
 */
export function headings(md: MarkdownIt): void {
  md.core.ruler.push('headings', ({ tokens }) => {
    const ids = new Ids();
    const levels: number[] = [];
    for (const [i, token] of tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const level = Number(token.tag.slice(1));
      while ((levels.at(-1) ?? 0) >= level) levels.pop();
      const tag = `h${Math.min(levels.push(level) + 1, 6)}`;
      token.tag = tag;
      token.attrSet('id', ids.add(textOf(tokens[i + 1])));
      const close = tokens[i + 2];
      if (close) close.tag = tag;
    }
    for (const token of tokens) for (const child of token.children ?? []) relink(child, ids);
  });
}

/** A link to `#a-heading` leads to the heading, whose id has the prefix. */
function relink(token: Token, ids: Ids): void {
  const href = token.type === 'link_open' ? String(token.attrGet('href')) : '';
  if (!href.startsWith('#') || ids.has(href.slice(1))) return;
  const id = `${prefix}${decoded(href.slice(1)).toLowerCase()}`;
  if (ids.has(id)) token.attrSet('href', `#${id}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(inline: Token | undefined): string {
  const text = inline?.children?.map(({ content }) => content).join('') ?? '';
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join('-')].slice(0, maxLength).join('').replace(/-$/, '') || 'section';
}

/** Ids, each of them once: a repeated one gets a number. */
class Ids {
  #taken = new Set<string>();
  #next = new Map<string, number>();

  add(name: string): string {
    const base = `${prefix}${name}`;
    let id = base;
    let number = this.#next.get(base) ?? 2;
    while (this.#taken.has(id)) id = `${base}-${number++}`;
    this.#next.set(base, number);
    this.#taken.add(id);
    return id;
  }

  has(id: string): boolean {
    return this.#taken.has(id);
  }
}
