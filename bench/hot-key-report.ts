import { unitsOfVisitor } from '../scripts/cost/traffic.ts';
import type { Load } from './hot-key-load.ts';

export interface Run extends Load {
  shards: number;
  /** Visitors in the table afterwards. */
  counted: number;
  /** Write units that these writes cost. */
  units: number;
  /** Throttled writes, most of which were retried. */
  throttles: number;
}

export interface Conditions {
  /** Per partition key. */
  unitsPerSecond: number;
  visitsPerSecond: number;
  seconds: number;
}

/** Visits per second that the units allow, given the growing size of the shards, over `seconds`. */
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

/** The measurements as a sentence and a table. */
export function findings(runs: Run[], conditions: Conditions): string {
  const { unitsPerSecond, visitsPerSecond, seconds } = conditions;
  const rows = runs.map((run) => row(run, conditions));
  return `Each partition key had ${unitsPerSecond} write units per second, 1/${1000 / unitsPerSecond} of DynamoDB's. ${visitsPerSecond} visits per second arrived for ${seconds} seconds.

| Shards | Accepted per second | Predicted | Units per write | Throttled writes | Accepted in total | Left open | Counted |
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
