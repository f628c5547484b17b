const fence = /^ {0,3}(`{3,}|~{3,})/;

/** A span of code in a line of Markdown, for other patterns; `ticks` is one of its groups. */
export const codeSpan = String.raw`(?<ticks>\x60+)(?!\x60)[\s\S]*?[^\x60]\k<ticks>(?!\x60)`;

/** Blocks of code between fences, and what is between them. Joined, they are the text. */
export function segments(markdown: string) {
  const found = [{ text: '', isCode: false }];
  let open: string | undefined;
  for (const line of markdown.split(/(?<=\n)/)) {
    const [, marks] = fence.exec(line) ?? [];
    const last = found.at(-1);
    if (open === undefined && marks) {
      open = marks;
      found.push({ text: line, isCode: true });
    } else if (last) {
      last.text += line;
      const isEnd = marks && open && marks.startsWith(open) && line.trim() === marks;
      if (isEnd) {
        open = undefined;
        found.push({ text: '', isCode: false });
      }
    }
  }
  return found;
}

/** `markdown` with `change` made in all that is not code. */
export function outsideCode(markdown: string, change: (text: string) => string): string {
  const spans = new RegExp(codeSpan, 'g');
  return segments(markdown)
    .map(({ text, isCode }) => {
      if (isCode) return text;
      const codes: string[] = [];
      const kept = text.replace(spans, (code) => `\0${codes.push(code) - 1}\0`);
      return change(kept).replace(/\0(\d+)\0/g, (_, i) => codes[Number(i)] ?? '');
    })
    .join('');
}

/** `markdown` with nothing in the place of code, but its line ends. */
export function withoutCode(markdown: string): string {
  const lineEnds = (code: string) => code.replace(/[^\n]/g, '');
  return segments(markdown)
    .map(({ text, isCode }) =>
      isCode ? lineEnds(text) : text.replace(new RegExp(codeSpan, 'g'), lineEnds),
    )
    .join('');
}
