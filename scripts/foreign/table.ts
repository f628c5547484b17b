import { at, Problem } from '../content/problems.ts';
import { readCsv } from './csv.ts';

export interface Table {
  /** In lower case. */
  columns: string[];
  /** Calls `take` for each row below the header. A `Problem` in it gets the line of the row. */
  each(take: (row: Row, line: number) => void): void;
}

/** The value of a column; empty if the table does not have the column. */
export type Row = (column: string) => string;

/** @throws {Problem} for a header that is none, and, from `each`, for rows of another width */
export function readTable(text: string): Table {
  const rows = readCsv(text);
  const header = rows.next().value;
  if (!header) throw new Problem('is empty', 1);
  const columns = header.fields.map((name) => name.trim().toLowerCase());
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw new Problem(`has two columns named "${twice}"`, header.line);
  const index = new Map(columns.map((name, i) => [name, i]));
  return {
    columns,
    each(take) {
      for (const { line, fields } of rows) {
        at(line, () => {
          if (fields.length !== columns.length) throw new Problem(widths(fields, columns));
          take((column) => fields[index.get(column) ?? -1] ?? '', line);
        });
      }
    },
  };
}

function widths(fields: string[], columns: string[]): string {
  const hint =
    fields.length === 1 && fields[0]?.includes(';')
      ? ': separate fields by commas, not by ";"'
      : '';
  return `has ${fields.length} fields, the header ${columns.length}${hint}`;
}

/** @throws {Problem} for columns that are missing */
export function need(columns: string[], needed: readonly string[]): void {
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new Problem(`has no column "${missing.join('", "')}"`, 1);
}
