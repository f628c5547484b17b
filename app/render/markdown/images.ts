import type { MarkdownIt, Token } from 'markdown-it';
import { type Text, textOf } from './env.ts';

/** An image that was uploaded: its name has its size, so that the page does not move when it loads. */
const own = /^\/media\/([0-9a-f]{16}-([1-9]\d{0,4})x([1-9]\d{0,4})\.(?:png|jpg|webp|avif|gif))$/;

/**
 * Shows own images. Any other one becomes a link: a page that loads it would tell another site who reads it,
 * and the site's policy forbids it.
 */
export function images(md: MarkdownIt): void {
  md.core.ruler.push('images', (state) => {
    const text = textOf(state.env);
    const link = (token: Token): Token[] => {
      const src = String(token.attrGet('src'));
      const open = new state.Token('link_open', 'a', 1);
      open.attrSet('href', src);
      const name = new state.Token('text', '', 0);
      name.content = token.content || src;
      return [open, name, new state.Token('link_close', 'a', -1)];
    };
    for (const inline of state.tokens) {
      let isInLink = false;
      inline.children =
        inline.children?.flatMap((token) => {
          if (token.type === 'link_open') isInLink = true;
          if (token.type === 'link_close') isInLink = false;
          if (token.type !== 'image' || addSize(token, text)) return [token];
          const replacement = link(token);
          return isInLink ? replacement.slice(1, 2) : replacement;
        }) ?? null;
    }
  });
}

/** False if it is not an own image. */
function addSize(token: Token, { media }: Text): boolean {
  const [, name, width, height] = own.exec(String(token.attrGet('src'))) ?? [];
  if (!name || !width || !height) return false;
  token.attrSet('width', width);
  token.attrSet('height', height);
  // The first one is often visible at once.
  if (media.size > 0) token.attrSet('loading', 'lazy');
  media.add(name);
  return true;
}
