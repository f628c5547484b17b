import type { MarkdownIt } from 'markdown-it';
import { textOf } from './env.ts';

const marker = /^\[([ x])\][ \t]+(?=\S)/i;

/** A list item that begins with `[ ]` or `[x]` has a box that shows whether it is done. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'task_lists', (state) => {
    const { labels } = textOf(state.env);
    for (const [i, token] of state.tokens.entries()) {
      const [item, paragraph, inline] = state.tokens.slice(i, i + 3);
      if (token.type !== 'list_item_open' || paragraph?.type !== 'paragraph_open') continue;
      const text = inline?.children?.[0];
      const [found, mark] = marker.exec(text?.type === 'text' ? text.content : '') ?? [];
      if (!text || found === undefined) continue;
      const isDone = mark !== ' ';
      item?.attrSet('class', 'task');
      text.content = text.content.slice(found.length);
      const box = new state.Token('html_inline', '', 0);
      const label = md.utils.escapeHtml(isDone ? labels.done : labels.open);
      box.content = `<input type="checkbox" disabled${isDone ? ' checked' : ''} aria-label="${label}"> `;
      inline?.children?.unshift(box);
    }
  });
}
