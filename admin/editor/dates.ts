const language = 'en-GB';
const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** "27 Nov 2026", in UTC, as the pages show it. */
export function utcDay(instant: string): string {
  return new Date(instant).toLocaleDateString(language, { ...day, timeZone: 'UTC' });
}

/** "27 Nov 2026, 10:32 UTC" */
export function utcInstant(instant: string | Date): string {
  const options = { ...day, ...clock, timeZone: 'UTC' } as const;
  return `${new Date(instant).toLocaleString(language, options)} UTC`;
}

/** "10:32", and the day unless it is today, by this device's clock. */
export function localTime(at: Date | number, now = new Date()): string {
  const date = new Date(at);
  const isToday = date.toDateString() === now.toDateString();
  return date.toLocaleString(language, isToday ? clock : { ...day, ...clock });
}
