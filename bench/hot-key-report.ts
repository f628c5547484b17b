import { unitsOfVisitor } from '../scripts/cost/traffic.ts';
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

/** Visits a second that the sizes of the shards leave room for, until `seconds` are over. */
export function byArithmetic(shards: number, { unitsPerSecond, seconds }: Conditions): number {
  let left = unitsPerSecond * seconds;
  let visitors = 0;
  for (;;) {
    left -= unitsOfVisitor(visitors + 1);
    if (left < 0) return (shards * visitors) / seconds;
    visitors++;
  }
}

export function acceptedPerSecond({ acceptedInTime }: Run, { seconds }: Conditions): number {
  return acceptedInTime / seconds;
}

/** What was measured, in words and as a table. */
export function findings(runs: Run[], conditions: Conditions): string {
  const { unitsPerSecond, visitsPerSecond, seconds } = conditions;
  const rows = runs.map((run) => row(run, conditions));
  return `Each partition key had ${unitsPerSecond} write units a second, 1/${1000 / unitsPerSecond} of DynamoDB's. ${visitsPerSecond} visits a second came for ${seconds} seconds.

| Shards | Accepted a second | By the sizes | Units a write | Refused writes | Accepted in all | Left open | Counted |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}`;
}

function row(run: Run, conditions: Conditions): string {
  const { shards, units, throttles, accepted, leftOpen, counted } = run;
  const perSecond = acceptedPerSecond(run, conditions).toFixed(1);
  const bySizes = byArithmetic(shards, conditions).toFixed(1);
  const each = (units / counted).toFixed(2);
  const cells = [shards, perSecond, bySizes, each, throttles, accepted, leftOpen, counted];
  return `| ${cells.join(' | ')} |`;
}

/** The page with `found` in place of what stands between its markers. */
export function inserted(page: string, found: string): string {
  const [start, end] = ['<!-- npm run bench:hot-key -->', '<!-- end -->'];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`Nowhere ${start} and ${end}`);
  return `${before}${start}\n${found}\n${end}${after}`;
}
