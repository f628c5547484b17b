import { code, type Edit, indent, link, markLines, type Selected, surround } from './edits.ts';

export interface Command {
  name: string;
  /** On its button. Without it, only the keys do it. */
  label?: string;
  /** With Ctrl, or ⌘ on a Mac. */
  key?: string;
  edit: (selected: Selected) => Edit;
}

/** In the order of the buttons. */
export const commands: Command[] = [
  { name: 'Bold', label: 'B', key: 'b', edit: (at) => surround(at, '**', 'bold') },
  { name: 'Italic', label: 'I', key: 'i', edit: (at) => surround(at, '*', 'italic') },
  { name: 'Link', label: 'Link', key: 'k', edit: (at) => link(at) },
  { name: 'Code', label: 'Code', key: 'e', edit: code },
  { name: 'Heading', label: 'Heading', edit: (at) => markLines(at, 'heading') },
  { name: 'List', label: 'List', edit: (at) => markLines(at, 'list') },
  { name: 'Numbers', label: 'Numbers', edit: (at) => markLines(at, 'numbers') },
  { name: 'Quote', label: 'Quote', edit: (at) => markLines(at, 'quote') },
  { name: 'Indent', key: ']', edit: (at) => indent(at) },
  { name: 'Outdent', key: '[', edit: (at) => indent(at, true) },
];

/** The command of a key. Ctrl and Alt together are AltGr, which writes brackets on some keyboards. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey === metaKey || altKey || shiftKey) return undefined;
  return commands.find((command) => command.key === key.toLowerCase());
}

const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** As keyboards name it: `Ctrl+B`, `⌘B`. */
export function keyName(key: string): string {
  return isMac ? `⌘${key.toUpperCase()}` : `Ctrl+${key.toUpperCase()}`;
}
