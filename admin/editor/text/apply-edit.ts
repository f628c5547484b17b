import type { Edit, Selected } from './edits.ts';

export function selectedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected {
  return { text: value, start: selectionStart, end: selectionEnd };
}

/** Changes the text as typing does, so that the browser's undo knows it. */
export function applyEdit(area: HTMLTextAreaElement, edit: Edit): void {
  const { from, to, insert, select } = edit;
  area.focus();
  area.setSelectionRange(from, to);
  const isDone = insert
    ? document.execCommand('insertText', false, insert)
    : from === to || document.execCommand('delete');
  if (!isDone) {
    // A browser without the command: undo forgets what was before.
    area.setRangeText(insert, from, to, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  area.setSelectionRange(...select);
}
