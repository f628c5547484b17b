import type { ReadBack, Score } from './read-back.ts';

export type Results = [program: string, result: ReadBack][];

const numbers = ({ found, all }: Score) => `${found} of ${all}`;

/** A table in Markdown: for each program how much of a resume it read back. */
export function table(results: Results, format = numbers): string[] {
  const rows = [
    ['Program', 'words in order', 'headings alone in their line', 'dates beside their title'],
    ...results.map(([program, { words, headings, dates }]) => [
      program,
      ...[words, headings, dates].map(format),
    ]),
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  const lines = rows.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`,
  );
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return lines;
}
