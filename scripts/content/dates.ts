import { Problem } from './problems.ts';

const shape =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/**
 * An instant, ISO 8601 in UTC. A day is its midnight in UTC, and a time without a zone is in UTC.
 * @throws {Problem}
 */
export function parseDate(text: string): string {
  const parts = shape.exec(text.trim());
  if (!parts) {
    throw new Problem(`"${text}" is no date: write 2024-05-01, or 2024-05-01T09:00:00Z`);
  }
  const [, year, month, day, hour = '00', minute = '00', second = '00', part = '', zone = 'Z'] =
    parts;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${part}${offset}`);
  const isDay =
    new Date(`${year}-${month}-${day}T00:00:00Z`).toJSON()?.slice(0, 10) ===
    `${year}-${month}-${day}`;
  if (!isDay || Number.isNaN(instant.getTime())) {
    throw new Problem(`"${text}" is no day of the calendar`);
  }
  return instant.toISOString();
}

/** An instant of the API as people write it. */
export function shortDate(instant: string): string {
  return instant.replace(/\.000Z$/, 'Z');
}

/** Whether the zone of a time was assumed to be UTC. */
export function hasNoZone(text: string): boolean {
  const [all, , , , hour, , , , zone] = shape.exec(text.trim()) ?? [];
  return all !== undefined && hour !== undefined && zone === undefined;
}
