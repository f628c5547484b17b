import { parseDate } from '../content/dates.ts';
import { Problem } from '../content/problems.ts';

/** No site of one person has more visitors a day. A larger number is a mistake. */
export const maxCount = 100_000_000;
/** Before web analytics. An earlier day is a mistake, such as a time in other units. */
const firstDay = '2000-01-01';

/** A count as it must be written: digits, without a sign, a separator or a fraction. @throws {Problem} */
export function countOf(text: string, name: string): number {
  if (!/^\d{1,12}$/.test(text)) {
    const said =
      text === '' ? `${name} is empty` : `${name} "${short(text)}" is not a whole number`;
    throw new Problem(`${said}: write digits only, such as 1234`);
  }
  return checkedCount(Number(text), name);
}

/** @throws {Problem} unless it is an integer from 0 to `maxCount` */
export function checkedCount(count: unknown, name: string): number {
  if (!Number.isInteger(count) || (count as number) < 0) {
    throw new Problem(`${name} ${short(JSON.stringify(count))} is not a whole number`);
  }
  if ((count as number) > maxCount) throw new Problem(`${name} ${count} is more than ${maxCount}`);
  return count as number;
}

/** @param text `YYYY-MM-DD`. @throws {Problem} for anything else, and for days before 2000 or after `today` */
export function dayOf(text: string, today: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) {
    throw new Problem(`"${short(text)}" is no day: write 2024-05-01`);
  }
  return checkedDay(text, today);
}

/** The day in UTC of an instant, which is in UTC if it names no zone. @throws {Problem} as `dayOf` does */
export function dayOfInstant(text: string, today: string): string {
  return checkedDay(text, today);
}

function checkedDay(text: string, today: string): string {
  const day = parseDate(text).slice(0, 10);
  if (day < firstDay) throw new Problem(`${day} is before ${firstDay}`);
  if (day > today) throw new Problem(`${day} is after today, ${today} in UTC`);
  return day;
}

/** Enough of a value to find it. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
