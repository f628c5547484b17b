import { type Day, importedOf, type Measure, sum } from './days.ts';
import { numberText } from './words.ts';

/** The whole days of a range against those at the same places in the range before. Today is left out. */
export interface Change {
  now: number;
  before: number;
  days: Day[];
  daysBefore: Day[];
  /** Programs that counted days of the range before, whose numbers are not compared. */
  sources: string[];
}

/** @param days end with today. */
export function changeOf(days: Day[], before: Day[], of: Measure): Change {
  const whole = days.slice(0, -1);
  const daysBefore = before.slice(0, whole.length);
  return {
    now: sum(whole, of),
    before: sum(daysBefore, of),
    days: whole,
    daysBefore,
    sources: importedOf(daysBefore, of).map(({ source }) => source),
  };
}

/** `12% more than before (482)`. */
export function changeText({ now, before }: Pick<Change, 'now' | 'before'>): string {
  if (before === 0) return now === 0 ? 'none in both ranges' : 'none in the range before';
  const from = ` (${numberText(before)})`;
  if (now >= 10 * before)
    return `${numberText(Math.round(now / before))} times as many as before${from}`;
  const percent = Math.round((now / before - 1) * 100);
  if (percent === 0) return now === before ? `as many as before` : `about as many as before${from}`;
  return `${Math.abs(percent)}% ${percent > 0 ? 'more' : 'fewer'} than before${from}`;
}
