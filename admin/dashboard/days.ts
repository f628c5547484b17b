import type { Static } from '@sinclair/typebox';
import type { DailyTrends } from '../../app/features/visitors/schemas.ts';
import { addDays, weekdayOf } from './utc.ts';

export type Day = Static<typeof DailyTrends>['trends'][number];
export type Measure = 'visitors' | 'views';

/** Some days that a chart shows as one bar: a day, or those of a week that are in the range. */
export interface Bucket {
  from: string;
  to: string;
  value: number;
  /** What other programs counted, by source. It is not in `value`. */
  imported: { source: string; value: number }[];
  /** The same for the days at the same places in the range before. Absent while they are not known. */
  before?: { from: string; to: string; value: number; imported: number };
  /** The last day is not over. */
  isOpen: boolean;
}

/** Days up to this number have a bar each, longer ranges have weeks. */
const mostBars = 90;

/** The bars of a range whose last day is today. Weeks begin on Monday. */
export function bucketsOf(days: Day[], before: Day[] | undefined, of: Measure): Bucket[] {
  const starts = days.flatMap(({ date }, i) =>
    i === 0 || days.length <= mostBars || weekdayOf(date) === 0 ? [i] : [],
  );
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? days.length;
    const inside = days.slice(start, end);
    const earlier = before?.slice(start, end);
    return {
      ...spanOf(inside),
      value: sum(inside, of),
      imported: importedOf(inside, of),
      ...(earlier && {
        before: {
          ...spanOf(earlier),
          value: sum(earlier, of),
          imported: total(importedOf(earlier, of)),
        },
      }),
      isOpen: end === days.length,
    };
  });
}

export function areWeeks(buckets: Bucket[]): boolean {
  return buckets.some(({ from, to }) => from !== to);
}

/** The last day of the equal range before the one that begins with `from`. */
export function lastDayBefore(from: string): string {
  return addDays(from, -1);
}

/** `before` if it is the equal range before `days`: a server that does not know `until` answers with another. */
export function equalRange(days: Day[], before: Day[] | undefined): Day[] | undefined {
  const last = before?.at(-1)?.date;
  const from = days[0]?.date;
  const isEqual = from && last === lastDayBefore(from) && before?.length === days.length;
  return isEqual ? before : undefined;
}

export function sum(days: Day[], of: Measure): number {
  return days.reduce((all, day) => all + day[of], 0);
}

/** What other programs counted, by source. */
export function importedOf(days: Day[], of: Measure): { source: string; value: number }[] {
  const sums = new Map<string, number>();
  for (const one of days.flatMap(({ imported = [] }) => imported)) {
    sums.set(one.source, (sums.get(one.source) ?? 0) + one[of]);
  }
  return [...sums].map(([source, value]) => ({ source, value })).filter(({ value }) => value > 0);
}

export function total(values: { value: number }[]): number {
  return values.reduce((all, { value }) => all + value, 0);
}

function spanOf(days: Day[]): { from: string; to: string } {
  return { from: days[0]?.date ?? '', to: days.at(-1)?.date ?? '' };
}
