import { table } from '../scripts/cost/format.ts';

/** What was measured until a day had so many visitors. */
export interface Sample {
  visitors: number;
  ms: number;
  writeUnits: number;
  /** Answers 503. */
  refused: number;
  /** Writes that the proxy throttled. */
  throttled: number;
}

/** Between two numbers of visitors of the day. */
export interface Stretch {
  from: number;
  to: number;
  perSecond: number;
  unitsPerVisit: number;
  refused: number;
  throttled: number;
}

export function stretches(samples: Sample[]): Stretch[] {
  return samples.slice(1).map((to, i) => {
    const from = samples[i] as Sample;
    const visitors = to.visitors - from.visitors;
    return {
      from: from.visitors,
      to: to.visitors,
      perSecond: (visitors / (to.ms - from.ms)) * 1000,
      unitsPerVisit: (to.writeUnits - from.writeUnits) / visitors,
      refused: to.refused - from.refused,
      throttled: to.throttled - from.throttled,
    };
  });
}

/**
 * The write that this design replaces: two items per day, of `73 + 13 n` bytes with `n` visitors, as
 * measured at commit d8da6ac. Units of the write that brings a day to `visitors`.
 */
export function unitsBefore(visitors: number): number {
  return Math.ceil((73 + 13 * Math.max(1, visitors / 2)) / 1024);
}

/** Visits per second that those two items accept, of `unitsPerSecond` each. */
export function perSecondBefore(visitors: number, unitsPerSecond: number): number {
  return (2 * unitsPerSecond) / unitsBefore(visitors);
}

export function findings(all: Stretch[], unitsPerSecond: number): string {
  return table(
    [
      'Visitors of the day',
      'Accepted per second',
      'Units per visit',
      'Before: per second',
      'Before: units',
      '503',
      'Throttled writes',
    ],
    ['---', '--:', '--:', '--:', '--:', '--:', '--:'],
    all.map(({ from, to, perSecond, unitsPerVisit, refused, throttled }) => [
      `${from.toLocaleString('en')} to ${to.toLocaleString('en')}`,
      perSecond.toFixed(0),
      unitsPerVisit.toFixed(2),
      perSecondBefore(to, unitsPerSecond).toFixed(1),
      `${unitsBefore(to)}`,
      `${refused}`,
      `${throttled}`,
    ]),
  );
}
