/** A date as people read it, and as machines do (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`). */
export interface ShownDate {
  text: string;
  machine: string;
}

/** Without an end it goes on; without a start it is a moment. */
export interface Period {
  start?: ShownDate;
  end?: ShownDate;
  ongoing: boolean;
}

/** The day is shown of a single date only: of a period it would say more than anyone asks. */
export function moment(date: string | undefined, language: string): Period | undefined {
  return date ? { end: show(date, language, date.length), ongoing: false } : undefined;
}

export function period(
  start: string | undefined,
  end: string | undefined,
  language: string,
): Period | undefined {
  if (!start && !end) return undefined;
  return {
    ...(start && { start: show(start, language, 7) }),
    ...(end && { end: show(end, language, 7) }),
    ongoing: !end,
  };
}

function show(date: string, language: string, precision: number): ShownDate {
  const machine = date.slice(0, precision);
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (machine.length >= 7) options.month = 'short';
  if (machine.length >= 10) options.day = 'numeric';
  const instant = new Date(machine.padEnd(10, '-01'));
  return { text: new Intl.DateTimeFormat(language, options).format(instant), machine };
}
