const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact' });
const inUtc = { timeZone: 'UTC' } as const;
const weekday = new Intl.DateTimeFormat('en-GB', { ...inUtc, weekday: 'short' });
const short = new Intl.DateTimeFormat('en-GB', { ...inUtc, day: 'numeric', month: 'short' });
const long = new Intl.DateTimeFormat('en-GB', {
  ...inUtc,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `1,204` */
export function numberText(value: number): string {
  return whole.format(value);
}

/** `950`, `12K`, `1.5M`: for axes. */
export function shortNumber(value: number): string {
  return value < 10_000 ? whole.format(value) : compact.format(value);
}

/** `1 visitor`, `2 visitors`. */
export function counted(value: number, unit: string): string {
  return `${numberText(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}

/** `0.4%`, `12%`: a share of a whole. */
export function share(part: number, of: number): string {
  if (of === 0) return '0%';
  const percent = (part / of) * 100;
  if (part > 0 && percent < 0.1) return '<0.1%';
  return `${percent < 1 ? Math.round(percent * 10) / 10 : Math.round(percent)}%`;
}

/** `3 Nov` */
export function dayText(day: string): string {
  return short.format(new Date(day));
}

/** `Tue 3 Nov` */
export function weekdayText(day: string): string {
  return `${weekday.format(new Date(day))} ${dayText(day)}`;
}

/** `29 Oct – 27 Nov 2026` */
export function rangeText(from: string, to: string): string {
  return long.formatRange(new Date(from), new Date(to));
}

/** `Tue 3 Nov`, or `2 – 8 Nov`. */
export function spanText(from: string, to: string): string {
  return from === to ? weekdayText(from) : short.formatRange(new Date(from), new Date(to));
}

/** `10:32`, by this device's clock and zone. */
export function timeText(instant: number | Date): string {
  return clock.format(instant);
}

/** `a, b and c` */
export function listText(items: string[]): string {
  return new Intl.ListFormat('en-GB').format(items);
}
