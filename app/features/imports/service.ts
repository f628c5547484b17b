import { isDeepStrictEqual } from 'node:util';
import { NotFound } from '../../errors.ts';
import type { Import, ImportedDay, ImportRepository, Named, Source, Totals } from './repository.ts';

/** The numbers of one file, or a part of them. */
export interface ImportInput extends Import {
  days: ImportedDay[];
}

export interface Outcome {
  added: number;
  unchanged: number;
  /** Days that are not before our own first one. */
  skipped: number;
  refused: { date?: string; message: string }[];
}

interface Options {
  /** The first day of our own numbers. */
  firstDay: (signal: AbortSignal) => Promise<string | undefined>;
  today: () => string;
}

/** Time limit for all database calls of a request. */
const limitMs = 8000;

export type ImportService = ReturnType<typeof importService>;

/** What the statistics show beside our own numbers. */
export type Elsewhere = Pick<ImportService, 'totals' | 'summaries'>;

/**
 * Numbers that other programs counted: kept with their source, and only for days before the first of our own, so that
 * no visitor is counted twice. All methods throw `Unavailable` when the table fails.
 */
export function importService(repository: ImportRepository, { firstDay, today }: Options) {
  const timeLimit = () => AbortSignal.timeout(limitMs);

  /** What is before our own first day, which may have moved back since it was imported. */
  async function shown<T extends { importId: string }>(found: Map<string, T>, signal: AbortSignal) {
    if (found.size === 0) return new Map<string, Named<Omit<T, 'importId'>>>();
    const [first, imports] = await Promise.all([firstDay(signal), repository.list(signal)]);
    const sources = new Map(imports.map(({ id, source }) => [id, source]));
    const named = [...found].flatMap(([day, { importId, ...numbers }]) => {
      const source = sources.get(importId);
      if (!source || (first !== undefined && day >= first)) return [];
      return [[day, { source, ...numbers }] as const];
    });
    return new Map(named);
  }

  /** Adds an import without its days. */
  async function enter(one: Import, isPlan: boolean, signal: AbortSignal) {
    const find = async () => (await repository.list(signal)).find(({ id }) => id === one.id);
    const existing = await find();
    if (!existing && (isPlan || (await repository.add(one, signal)))) return 'added';
    return isDeepStrictEqual(existing ?? (await find()), one) ? 'unchanged' : 'refused';
  }

  return {
    /** Those of `days` that another program counted. */
    async totals(days: string[]): Promise<Map<string, Named<Totals>>> {
      const signal = timeLimit();
      return shown(await repository.days(days, signal), signal);
    },

    /** The same in detail. */
    async summaries(days: string[]): Promise<Map<string, Named<ImportedDay>>> {
      const signal = timeLimit();
      // Most sites have none: years are cheaper to read than days.
      const known = [...(await repository.days(days, signal)).keys()];
      return shown(await repository.summaries(known, signal), signal);
    },

    list: (): Promise<Import[]> => repository.list(timeLimit()),

    daysOf: (id: string, after: string | undefined, count: number): Promise<ImportedDay[]> =>
      repository.daysOf(id, after, count, timeLimit()),

    /** Adds what is missing and never changes what exists. With `isPlan` it only says what it would do. */
    async add({ days, ...one }: ImportInput, isPlan: boolean): Promise<Outcome> {
      const signal = timeLimit();
      const outcome: Outcome = { added: 0, unchanged: 0, skipped: 0, refused: [] };
      const what = await enter(one, isPlan, signal);
      if (what === 'refused') return { ...outcome, refused: [{ message: 'is another import' }] };
      outcome[what]++;
      const first = (await firstDay(signal)) ?? today();
      const early = days.filter(({ date }) => date < first);
      outcome.skipped = days.length - early.length;
      const known = await repository.summaries(early.map(dateOf), signal);
      const missing = early.filter(({ date }) => !known.has(date));
      const added = isPlan
        ? new Set(missing.map(dateOf))
        : await repository.addDays(one.id, missing, signal);
      // Another request may have been first.
      const late = missing.map(dateOf).filter((date) => !added.has(date));
      const stored = new Map([...known, ...(await repository.summaries(late, signal))]);
      for (const day of early) {
        const own = { ...day, importId: one.id };
        if (added.has(day.date)) outcome.added++;
        else if (isDeepStrictEqual(stored.get(day.date), own)) outcome.unchanged++;
        else outcome.refused.push({ date: day.date, message: 'has numbers already' });
      }
      return outcome;
    },

    /** @throws {NotFound} */
    async remove(id: string): Promise<void> {
      const signal = timeLimit();
      const imports = await repository.list(signal);
      if (!imports.some((one) => one.id === id)) throw new NotFound('There is no such import');
      await repository.remove(id, signal);
    },
  };
}

const dateOf = ({ date }: ImportedDay) => date;

/** Sums of numbers by source. */
export function bySource(all: Iterable<Named<Totals>>): Named<Totals>[] {
  const sums = new Map<Source, Named<Totals>>();
  for (const { source, visitors, views } of all) {
    const sum = sums.get(source) ?? { source, visitors: 0, views: 0 };
    sums.set(source, { source, visitors: sum.visitors + visitors, views: sum.views + views });
  }
  return [...sums.values()];
}
