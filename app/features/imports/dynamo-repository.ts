import { type Database, type Item, keyName, type Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { Unavailable } from '../../errors.ts';
import type { Import, ImportedDay, ImportRepository, Totals } from './repository.ts';

const keys = {
  import: (id: string) => ({ pk: 'IMPORTS', sk: id }),
  year: (day: string) => ({ pk: `IMPORTED#${day.slice(0, 4)}`, sk: 'DAYS' }),
  day: (day: string) => ({ pk: `IMPORTED_DAY#${day}`, sk: 'SUMMARY' }),
};

/** Nobody counted visitors on the web before. */
const firstYear = 2000;
/** Days of one transaction: some 100 KB. */
const daysPerWrite = 25;
/** How often another import may be first. */
const maxAttempts = 10;

type Known = Totals & { importId: string };

export function dynamoImports(database: Database, table: Table): ImportRepository {
  const TableName = table.name;

  async function read(wanted: { pk: string; sk: string }[], signal: AbortSignal) {
    return database.batchGet({ [TableName]: wanted }, { consistent: true, signal });
  }

  async function summaries(days: string[], signal: AbortSignal) {
    const found = await read(days.map(keys.day), signal);
    return new Map(
      days.flatMap((date) => {
        const { pk, sk: _, ...day } = found.get(keyName(keys.day(date))) ?? {};
        return pk === undefined ? [] : [[date, { date, ...day } as never] as const];
      }),
    );
  }

  /** All days of an import, oldest first. */
  async function allDaysOf(id: string, signal: AbortSignal): Promise<string[]> {
    const last = new Date().getUTCFullYear();
    const years = Array.from({ length: last - firstYear + 1 }, (_, i) => `${firstYear + i}`);
    const found = await read(years.map(keys.year), signal);
    return years.flatMap((year) => {
      const days = Object.entries(found.get(keyName(keys.year(year))) ?? {});
      const own = days.filter(([name, value]) => isDay(name) && idIn(value) === id);
      return own.map(([name]) => `${year}-${name}`).sort();
    });
  }

  async function addMissing(id: string, days: ImportedDay[], signal: AbortSignal) {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const dates = days.map(({ date }) => date);
      const known = await read(dates.map(keys.day), signal);
      const missing = days.filter(({ date }) => !known.has(keyName(keys.day(date))));
      if (missing.length === 0) return [];
      try {
        await database.transact(additions(id, missing), { signal });
        return missing.map(({ date }) => date);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
    throw new Unavailable('The database', new Error('Other writers were always first'));
  }

  function additions(importId: string, days: ImportedDay[]) {
    const puts = days.map(({ date, ...day }) => ({
      Put: {
        TableName,
        Item: { ...keys.day(date), importId, ...day },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }));
    const updates = byYear(days.map(({ date }) => date)).map((dates) => ({
      Update: {
        TableName,
        Key: keys.year(dates[0] ?? ''),
        UpdateExpression: `SET ${dates.map((_, i) => `#day${i} = :day${i}`).join(', ')}`,
        ExpressionAttributeNames: namesOf(dates),
        ExpressionAttributeValues: Object.fromEntries(
          dates.map((date, i) => {
            const { visitors, views } = days.find((day) => day.date === date) ?? {};
            return [`:day${i}`, [visitors, views, importId]];
          }),
        ),
      },
    }));
    return [...puts, ...updates];
  }

  function removals(dates: string[]) {
    const deletes = dates.map((date) => ({ Delete: { TableName, Key: keys.day(date) } }));
    const updates = byYear(dates).map((ofYear) => ({
      Update: {
        TableName,
        Key: keys.year(ofYear[0] ?? ''),
        UpdateExpression: `REMOVE ${ofYear.map((_, i) => `#day${i}`).join(', ')}`,
        ExpressionAttributeNames: namesOf(ofYear),
      },
    }));
    return [...deletes, ...updates];
  }

  return {
    async list(signal) {
      const query = {
        KeyConditionExpression: 'pk = :imports',
        ExpressionAttributeValues: { ':imports': keys.import('').pk },
      };
      const items = await table.queryAll(query, { consistent: true, signal });
      return items.map(({ pk: _, sk: id, ...one }) => ({ id, ...one }) as Import);
    },

    async add({ id, ...one }, signal) {
      const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
      try {
        await table.put({ ...keys.import(id), ...one }, { retry: 'always', signal }, isNew);
        return true;
      } catch (error) {
        if (error instanceof ConditionFailed) return error.mayHaveApplied;
        throw error;
      }
    },

    async days(days, signal) {
      const years = byYear(days).map(([first = '']) => keys.year(first));
      const found = await read(years, signal);
      return new Map(
        days.flatMap((day) => {
          const known = totalsIn(found.get(keyName(keys.year(day))), day);
          return known ? [[day, known] as const] : [];
        }),
      );
    },

    summaries,

    async daysOf(id, after = '', count, signal) {
      const days = (await allDaysOf(id, signal)).filter((day) => day > after).slice(0, count);
      const found = await summaries(days, signal);
      return [...found.values()].map(
        ({ importId: _, ...day }: ImportedDay & { importId: string }) => day,
      );
    },

    async addDays(id, days, signal) {
      const sorted = days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
      const added: string[] = [];
      for (let i = 0; i < sorted.length; i += daysPerWrite) {
        added.push(...(await addMissing(id, sorted.slice(i, i + daysPerWrite), signal)));
      }
      return new Set(added);
    },

    async remove(id, signal) {
      const days = await allDaysOf(id, signal);
      for (let i = 0; i < days.length; i += daysPerWrite) {
        await database.transact(removals(days.slice(i, i + daysPerWrite)), { signal });
      }
      const remove = { Delete: { TableName, Key: keys.import(id) } };
      await database.transact([remove], { signal });
    },
  };
}

function isDay(name: string): boolean {
  return /^\d\d-\d\d$/.test(name);
}

function idIn(value: unknown): unknown {
  return Array.isArray(value) ? value[2] : undefined;
}

function totalsIn(year: Item | undefined, day: string): Known | undefined {
  const value = year?.[day.slice(5)];
  if (!Array.isArray(value)) return undefined;
  const [visitors, views, importId] = value as [number, number, string];
  return { visitors, views, importId };
}

/** Days in groups of one year. */
function byYear(days: string[]): string[][] {
  return Object.values(Object.groupBy(days, (day) => day.slice(0, 4))) as string[][];
}

function namesOf(days: string[]): Record<string, string> {
  return Object.fromEntries(days.map((day, i) => [`#day${i}`, day.slice(5)]));
}
