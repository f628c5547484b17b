/** A change of one part of a text, and the selection after it. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  select: [start: number, end: number];
}

/** A text with its selection. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Puts `mark` around the selection, or takes it off. Without a selection, `name` is put between the marks. */
export function surround({ text, start, end }: Selected, mark: string, name: string): Edit {
  const selected = text.slice(start, end);
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const length = mark.length;
  if (before.endsWith(mark) && after.startsWith(mark) && selected) {
    const from = start - length;
    return { from, to: end + length, insert: selected, select: [from, from + selected.length] };
  }
  const inner = selected || name;
  const insert = mark + inner + mark;
  return { from: start, to: end, insert, select: [start + length, start + length + inner.length] };
}

/** A block of code for several lines, else code in the line. */
export function code(selected: Selected): Edit {
  const { text, start, end } = selected;
  const inner = text.slice(start, end);
  if (!inner.includes('\n')) return surround(selected, '`', 'code');
  const insert = `${start > 0 && text[start - 1] !== '\n' ? '\n' : ''}\`\`\`\n${inner.replace(/\n$/, '')}\n\`\`\`\n`;
  return { from: start, to: end, insert, select: [start, start + insert.length] };
}

/** Makes the selection a link. Without an address, the place for it is selected. */
export function link({ text, start, end }: Selected, address = ''): Edit {
  const name = text.slice(start, end) || 'text';
  const to = address || 'https://';
  const insert = `[${name}](${to})`;
  const at = start + name.length + 3;
  const done = start + insert.length;
  return { from: start, to: end, insert, select: address ? [done, done] : [at, at + to.length] };
}

/** Whether a pasted text is an address that can be put behind the selected words. */
export function isAddress(pasted: string): boolean {
  return /^https?:\/\/\S+$/i.test(pasted) && URL.canParse(pasted) && pasted.length <= 2048;
}

const markers = { heading: '## ', quote: '> ', list: '- ', numbers: '1. ' } as const;
export type LineMark = keyof typeof markers;
const anyMarker = /^(#{1,6} |> |[-*+] |\d{1,9}[.)] )/;

/** Begins the selected lines with the marker, or takes it off when all have it. */
export function markLines(selected: Selected, mark: LineMark): Edit {
  const { from, to, lines } = linesOf(selected);
  const own = (line: string) =>
    mark === 'numbers' ? /^\d{1,9}[.)] /.test(line) : line.startsWith(markers[mark]);
  const isOff = lines.every(own);
  const marked = lines.map((line, i) => {
    const bare = line.replace(anyMarker, '');
    if (isOff) return bare;
    return (mark === 'numbers' ? `${i + 1}. ` : markers[mark]) + bare;
  });
  return replaceLines(selected, from, to, marked);
}

/** Two more spaces before each selected line, or two fewer. */
export function indent(selected: Selected, isOut = false): Edit {
  const { from, to, lines } = linesOf(selected);
  const moved = lines.map((line) => (isOut ? line.replace(/^ {1,2}|^\t/, '') : `  ${line}`));
  return replaceLines(selected, from, to, moved);
}

/**
 * What Enter does in a list or a quote: the next line continues it, and an item without text ends it.
 * `undefined` elsewhere.
 */
export function continueList({ text, start, end }: Selected): Edit | undefined {
  if (start !== end) return undefined;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const found = /^(\s*)(?:([-*+])|(\d{1,9})([.)])|(>))( +\[[ xX]\])?( +)/.exec(line);
  if (!found) return undefined;
  const [whole, space = '', bullet, number, point, quote, box, gap] = found;
  const lineEnd = text.indexOf('\n', start);
  const rest = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
  if (whole.length === line.length && !rest.trim()) {
    return { from, to: start, insert: '', select: [from, from] };
  }
  const marker = bullet ?? quote ?? `${Number(number) + 1}${point}`;
  const insert = `\n${space}${marker}${box ? ' [ ]' : ''}${gap}`;
  const at = start + insert.length;
  return { from: start, to: start, insert, select: [at, at] };
}

/** Replaces `found` wherever it is by now. The selection stays at the same words. */
export function replaceText(
  { text, start, end }: Selected,
  found: string,
  by: string,
): Edit | undefined {
  const from = text.indexOf(found);
  if (from === -1) return undefined;
  const to = from + found.length;
  const moved = (at: number) => {
    if (at <= from) return at;
    return at >= to ? at + by.length - found.length : from + by.length;
  };
  return { from, to, insert: by, select: [moved(start), moved(end)] };
}

/** A text as it can be between the brackets of an image. */
export function altText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[[\]\\]/g, '\\$&');
}

/** The whole lines that the selection touches. */
function linesOf({ text, start, end }: Selected) {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const next = text.indexOf('\n', last);
  const to = next === -1 ? text.length : next;
  return { from, to, lines: text.slice(from, to).split('\n') };
}

function replaceLines({ start, end }: Selected, from: number, to: number, lines: string[]): Edit {
  const insert = lines.join('\n');
  const stop = from + insert.length;
  // Without a selection, the caret stays behind the same character.
  const caret = Math.max(from, Math.min(stop, start + insert.length - (to - from)));
  return { from, to, insert, select: start === end ? [caret, caret] : [from, stop] };
}
