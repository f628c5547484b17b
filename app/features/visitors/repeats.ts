import type { Visitor } from '../../days/visitor.ts';

/** Repeated visits of a visitor that a process counts as page views on a day. */
const maxRepeats = 20;
/** Some MB. Beyond them, the process forgets the visitors that came back first. */
const maxVisitors = 10_000;

/**
 * Bounds the page views of one visitor, so that nobody makes up views. Each process has its own bound: one
 * for all would cost another write for each repeated visit. A client meets few processes at a time, as
 * Lambda starts another one only while all others are busy.
 */
export function visitorRepeats() {
  let currentDay = '';
  const repeats = new Map<string, number>();

  return {
    /** Counts a repeated visit. Whether the visitor had come back too often already. */
    isTooMuch(day: string, { id }: Visitor): boolean {
      if (day !== currentDay) repeats.clear();
      currentDay = day;
      const name = Buffer.from(id).toString('latin1');
      const count = (repeats.get(name) ?? 0) + 1;
      if (count > maxRepeats) return true;
      repeats.set(name, count);
      const [oldest = name] = repeats.keys();
      if (repeats.size > maxVisitors) repeats.delete(oldest);
      return false;
    },
  };
}
