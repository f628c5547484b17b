import type { Load } from './hot-key-load.ts';

export interface Run extends Load {
  shards: number;
  /** Visitors in the table afterwards. */
  counted: number;
  /** Write units that they cost. */
  units: number;
  /** Writes that were refused, most of them to be tried again. */
  throttles: number;
}

export interface Conditions {
  /** Of each partition key. */
  unitsPerSecond: number;
  visitsPerSecond: number;
  seconds: number;
}

/** Of a shard without visitors, and for each: what docs/scale.md and test/visitors/budget.test.ts say. */
const bytes = { none: 63, each: 13 };

/** Visits a second that the sizes of the shards leave room for, until `seconds` are over. */
export function byArithmetic(shards: number, { unitsPerSecond, seconds }: Conditions): number {
  let left = unitsPerSecond * seconds;
  let visitors = 0;
  for (;;) {
    left -= Math.ceil((bytes.none + bytes.each * (visitors + 1)) / 1024);
    if (left < 0) return (shards * visitors) / seconds;
    visitors++;
  }
}

export function acceptedPerSecond({ acceptedInTime }: Run, { seconds }: Conditions): number {
  return acceptedInTime / seconds;
}

export function table(runs: Run[], conditions: Conditions): string {
  const rows = runs.map((run) => {
    const { shards, accepted, counted, units, throttles } = run;
    return [
      shards,
      shards * conditions.unitsPerSecond,
      acceptedPerSecond(run, conditions).toFixed(1),
      byArithmetic(shards, conditions).toFixed(1),
      (units / counted).toFixed(2),
      throttles,
      accepted,
      counted,
    ];
  });
  const head = [
    'Shards',
    'Units a second',
    'Accepted a second',
    'By the sizes',
    'Units a write',
    'Refused writes',
    'Accepted in all',
    'Counted',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The page with `found` in place of what stands between its markers. */
export function inserted(page: string, found: string): string {
  const [start, end] = ['<!-- npm run bench:hot-key -->', '<!-- end -->'];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`Nowhere ${start} and ${end}`);
  return `${before}${start}\n${found}\n${end}${after}`;
}
