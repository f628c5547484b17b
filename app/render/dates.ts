/** A date as text in the page's language and for `datetime` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`). */
export interface FormattedDate {
  text: string;
  datetime: string;
}

/** A time span, or a single date in `end`. `ongoing`: the span has no end yet. */
export interface Period {
  start?: FormattedDate;
  end?: FormattedDate;
  ongoing: boolean;
}

/** A single date, to the day if the date has one. */
export function singleDate(date: string | undefined, language: string): Period | undefined {
  return date ? { end: format(date, language, date.length), ongoing: false } : undefined;
}

/**
 * A time span, to the month at most. Without an end it is ongoing. A span that would begin and end
 * with the same words is a single date.
 */
export function period(
  start: string | undefined,
  end: string | undefined,
  language: string,
): Period | undefined {
  if (!start && !end) return undefined;
  const first = start ? format(start, language, 7) : undefined;
  const last = end ? format(end, language, 7) : undefined;
  return {
    ...(first && first.text !== last?.text && { start: first }),
    ...(last && { end: last }),
    ongoing: !end,
  };
}

function format(date: string, language: string, precision: number): FormattedDate {
  const datetime = date.slice(0, precision);
  // The schema's years and months are those of the Gregorian calendar. In another calendar, a year or
  // a month without a day has no single counterpart.
  const options: Intl.DateTimeFormatOptions = {
    calendar: 'gregory',
    timeZone: 'UTC',
    year: 'numeric',
  };
  if (datetime.length >= 7) options.month = 'short';
  if (datetime.length >= 10) options.day = 'numeric';
  const instant = new Date(datetime.padEnd(10, '-01'));
  return { text: new Intl.DateTimeFormat(language, options).format(instant), datetime };
}
