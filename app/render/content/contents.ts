import { html } from 'ghtml';
import type { Labels } from '../labels.ts';
import { plainText } from './plain-text.ts';

/** The fewest headings that make a table of contents useful. */
const fewest = 3;

/** Links to the headings `h2` and `h3` of a text, from three of them on. `text` is the renderer's HTML. */
export function tableOfContents(text: string, labels: Labels): string {
  const headings = [...text.matchAll(/<h([23]) id="([^"]+)"[^>]*>(.*?)<\/h\1>/gs)];
  if (headings.length < fewest) return '';
  const items = headings.map(([, level, id, heading = '']) => {
    return html`<li!${level === '3' ? ' class="sub"' : ''}><a href="#!${id}">${plainText(heading)}</a></li>`;
  });
  return html`<details class="contents"><summary>${labels.contents}</summary><ul>!${items}</ul></details>`;
}
