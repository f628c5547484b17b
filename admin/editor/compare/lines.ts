import { diffArrays } from 'diff';

/** A line on the left, on the right, or the same on both sides. */
export interface Row {
  left?: string | undefined;
  right?: string | undefined;
  isSame: boolean;
}

/** Lines that are the same on both sides, and left out. */
export interface Gap {
  lines: number;
}

/** Equal lines shown around a change. */
const context = 2;
/** Longer comparisons would keep the page from answering. */
const timeout = 500;

/** Both texts by lines, side by side. Without a result in time, all lines count as changed. */
export function compareLines(left: string, right: string): (Row | Gap)[] {
  const [a, b] = [left.split('\n'), right.split('\n')];
  const parts = diffArrays(a, b, { timeout }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  const rows: Row[] = [];
  let removed: string[] = [];
  for (const { value, removed: isLeft, added } of parts) {
    if (isLeft) removed = value;
    else if (added) {
      rows.push(...beside(removed, value));
      removed = [];
    } else {
      rows.push(...beside(removed, []));
      rows.push(...value.map((line) => ({ left: line, right: line, isSame: true })));
      removed = [];
    }
  }
  rows.push(...beside(removed, []));
  return shortened(rows);
}

function beside(left: string[], right: string[]): Row[] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, i) => ({ left: left[i], right: right[i], isSame: false }));
}

function shortened(rows: Row[]): (Row | Gap)[] {
  const isNear = rows.map((_, i) =>
    rows.slice(Math.max(0, i - context), i + context + 1).some(({ isSame }) => !isSame),
  );
  const result: (Row | Gap)[] = [];
  for (const [i, row] of rows.entries()) {
    const last = result.at(-1);
    if (isNear[i]) result.push(row);
    else if (last && 'lines' in last) last.lines += 1;
    else result.push({ lines: 1 });
  }
  return result;
}
