import { Problem } from '../content/problems.ts';

export interface CsvRow {
  /** Where the row starts; fields may hold further lines. */
  line: number;
  fields: string[];
}

const plain = /[^",\r\n]*/y;
const lineBreak = /\r\n|\n|\r/y;

/**
 * Reads CSV as RFC 4180 describes it, also with line breaks of any one system. Skips empty lines.
 * @throws {Problem} with the line, while being iterated: for quotes that are not closed, or not around a whole field
 */
export function* readCsv(text: string): Generator<CsvRow, void> {
  let position = 0;
  let line = 1;
  while (position < text.length) {
    const row: CsvRow = { line, fields: [] };
    for (;;) {
      const { field, end } =
        text[position] === '"' ? quoted(text, position, line) : unquoted(text, position);
      row.fields.push(field);
      line += linesIn(text, position, end);
      position = end;
      if (text[position] !== ',') break;
      position++;
    }
    const end = endOf(lineBreak, text, position);
    if (end === position && position < text.length) {
      throw new Problem('has a quote that does not enclose a whole field', line);
    }
    position = end;
    line++;
    if (row.fields.length > 1 || row.fields[0] !== '') yield row;
  }
}

function unquoted(text: string, start: number) {
  const end = endOf(plain, text, start);
  return { field: text.slice(start, end), end };
}

/** Doubled quotes stand for one. @throws {Problem} */
function quoted(text: string, start: number, line: number) {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) throw new Problem('opens a quote that is never closed', line);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { field: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

/** The end of what a sticky pattern matches at `start`, which is `start` if it matches nothing. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

/** Only quoted fields hold line breaks. */
function linesIn(text: string, start: number, end: number): number {
  if (text[start] !== '"') return 0;
  return text.slice(start, end).match(/\r\n|\n|\r/g)?.length ?? 0;
}
