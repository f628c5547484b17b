import { addDays, utcDay } from '../../days/utc-day.ts';
import type { VisitorService } from '../visitors/service.ts';

const factor = 5;
const atLeast = 50;
const usualDays = 28;
/** A site that is younger has no usual day yet. */
const fewestDays = 7;

/**
 * Whether yesterday had more than 50 views, and more than 5 times as many as the median of up to 28 days before,
 * counted from the first one with views. Cost: that of `dayTotals`.
 * @throws {Unavailable}
 */
export async function hadSpike(
  visitors: Pick<VisitorService, 'dailyTrends'>,
  now: number,
): Promise<boolean> {
  const yesterday = addDays(utcDay(now), -1);
  const days = await visitors.dailyTrends(usualDays + 1, yesterday);
  return isSpike(days.map(({ views }) => views));
}

/** Of the last of `views`, compared with the others. */
export function isSpike(views: number[]): boolean {
  const last = views.at(-1) ?? 0;
  const before = views.slice(0, -1);
  const first = before.findIndex((number) => number > 0);
  const usual = first === -1 ? [] : before.slice(first);
  return usual.length >= fewestDays && last > atLeast && last > factor * median(usual);
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [lower = 0, upper = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (lower + upper) / 2;
}
