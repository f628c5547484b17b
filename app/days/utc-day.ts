const dayMs = 24 * 60 * 60 * 1000;

/** No site counted before. */
export const earliestDay = '2020-01-01';

/** The UTC day of an instant, `YYYY-MM-DD`. Sorted as text, days are in chronological order. */
export function utcDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return utcDay(Date.parse(day) + days * dayMs);
}

/** `count` days up to `day`, oldest first. */
export function daysUpTo(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => addDays(day, i + 1 - count));
}

/** All days from `first` to `last`. */
export function daysFrom(first: string, last: string): string[] {
  return daysUpTo(last, (Date.parse(last) - Date.parse(first)) / dayMs + 1);
}

/** `count` calendar months, `YYYY-MM`, up to the month of `day`, oldest first. */
export function monthsUpTo(day: string, count: number): string[] {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(year, month - count + i)).toISOString().slice(0, 7),
  );
}

/** Seconds since 1970, as DynamoDB's time to live expects them. */
export function epochSeconds(day: string): number {
  return Date.parse(day) / 1000;
}
