import { addDays } from '../../days/utc-day.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The ISO 8601 week of a UTC day, such as `2026-W48`. A week belongs to the year of its Thursday. */
export function isoWeek(day: string): string {
  const fromMonday = (new Date(day).getUTCDay() + 6) % 7;
  const thursday = addDays(day, 3 - fromMonday);
  const year = thursday.slice(0, 4);
  const dayOfYear = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / dayMs;
  return `${year}-W${`${Math.floor(dayOfYear / 7) + 1}`.padStart(2, '0')}`;
}
