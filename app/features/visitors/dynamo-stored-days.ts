import { type Database, type Item, keyName, type Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import type { ListDays } from '../../days/dynamo-days.ts';
import type { Tables } from '../../days/keys.ts';
import { earliestDay } from '../../days/utc-day.ts';
import { Unavailable } from '../../errors.ts';
import { dataKeys } from './keys.ts';
import type { Summary, VisitorRepository } from './repository.ts';
import { summaryWrites } from './summary-writes.ts';

const firstYear = Number(earliestDay.slice(0, 4));
/** Days of one transaction: some 100 KB, as each has at most a few KB. */
const daysPerWrite = 25;
/** How often another import may be first. */
const maxAttempts = 10;

type Stored = Pick<VisitorRepository, 'firstDay' | 'storedDays' | 'addDays'>;

/** The sums of days that are rolled up. */
export function dynamoStoredDays(database: Database, tables: Tables, list: ListDays): Stored {
  const { data } = tables;

  async function summariesOf(days: string[], signal: AbortSignal): Promise<Map<string, Summary>> {
    const keys = days.map(dataKeys.summary);
    const found = await database.batchGet({ [data.name]: keys }, { consistent: true, signal });
    return new Map(
      days.flatMap((day) => {
        const { pk, sk: _, ...summary } = found.get(keyName(dataKeys.summary(day))) ?? {};
        return pk === undefined ? [] : [[day, summary as unknown as Summary] as const];
      }),
    );
  }

  /** Adds those that are missing, in one transaction. */
  async function addMissing(days: [string, Summary][], signal: AbortSignal): Promise<string[]> {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const known = await summariesOf(
        days.map(([day]) => day),
        signal,
      );
      const missing = days.filter(([day]) => !known.has(day));
      if (missing.length === 0) return [];
      try {
        await database.transact(summaryWrites(tables, missing), { signal });
        return missing.map(([day]) => day);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
    throw new Unavailable('The database', new Error('Other writers were always first'));
  }

  /** What was forgotten before is forgotten again at night. */
  async function forgetFrom(day: string, signal: AbortSignal): Promise<void> {
    const mark = await data.get(dataKeys.forgotten, { consistent: true, signal });
    if (mark && `${mark.before}` > day) {
      await data.put({ ...dataKeys.forgotten, before: day }, { retry: 'always', signal });
    }
  }

  return {
    async firstDay(signal) {
      const [listed, stored] = await Promise.all([
        list(true, signal),
        storedDaysBetween(database, data, { signal }),
      ]);
      const [first] = [...listed.map(({ sk }) => sk), ...stored].sort();
      return first;
    },

    async storedDays(after, count, signal) {
      const days = await storedDaysBetween(database, data, { after, signal });
      return summariesOf(days.slice(0, count), signal);
    },

    async addDays(days, signal) {
      const listed = await list(true, signal);
      const open = new Set(listed.filter(({ forgotten }) => !forgotten).map(({ sk }) => sk));
      const closed = [...days].filter(([day]) => !open.has(day)).sort();
      const added: string[] = [];
      for (let i = 0; i < closed.length; i += daysPerWrite) {
        added.push(...(await addMissing(closed.slice(i, i + daysPerWrite), signal)));
      }
      const [first] = added;
      if (first) await forgetFrom(first, signal);
      return new Set(added);
    },
  };
}

/** The days with sums after `after` and before `limit`, oldest first. Cost: a read unit per 4 KB of years. */
export async function storedDaysBetween(
  database: Database,
  data: Table,
  {
    after = '',
    limit = '9999',
    signal,
  }: { after?: string | undefined; limit?: string; signal: AbortSignal },
): Promise<string[]> {
  const first = Math.max(firstYear, Number(after.slice(0, 4)));
  const last = Math.min(Number(limit.slice(0, 4)), new Date().getUTCFullYear());
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${first + i}`);
  const keys = years.map((year) => dataKeys.year(year));
  const found = await database.batchGet({ [data.name]: keys }, { consistent: true, signal });
  return years
    .flatMap((year) => daysOf(year, found.get(keyName(dataKeys.year(year)))).sort())
    .filter((day) => day > after && day < limit);
}

function daysOf(year: string, item: Item = {}): string[] {
  return Object.keys(item).flatMap((name) => (/^\d\d-\d\d$/.test(name) ? [`${year}-${name}`] : []));
}
