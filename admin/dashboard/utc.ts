const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function utcDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return utcDay(Date.parse(day) + days * dayMs);
}

/** 0 for Mondays. */
export function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** How long the UTC day lasts, in whole minutes: `3 h 20 min`. */
export function untilMidnight(now: number): string {
  const minutes = Math.ceil((dayMs - (now % dayMs)) / minuteMs);
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} h`, (minutes % 60 || !hours) && `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ');
}

/** When the UTC day ends. */
export function midnightAfter(now: number): Date {
  return new Date(now - (now % dayMs) + dayMs);
}

/**
 * What to add to this device's clock to get the server's. Zero if they are as close as the age of an
 * answer explains.
 */
export function clockSkew(serverTime: string, now: number): number {
  const skew = Date.parse(serverTime) - now;
  return Math.abs(skew) < 2 * minuteMs ? 0 : skew;
}
