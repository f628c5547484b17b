import { type Database, type Item, keyName } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import type { Tables } from '../../days/keys.ts';
import { forEach } from '../../distinct/for-each.ts';
import { other, unknown } from './dimensions.ts';
import { dataKeys } from './keys.ts';
import type { VisitorRepository } from './repository.ts';

/** The app counts since then. */
const firstYear = 2020;
/** Days that are changed at a time. */
const concurrency = 5;

/** Removes the breakdowns of days that are rolled up. Their totals stay. */
export function dynamoForget(
  database: Database,
  { data }: Tables,
): Pick<VisitorRepository, 'forget' | 'forgetBefore'> {
  async function forget(day: string, signal: AbortSignal): Promise<boolean> {
    const key = dataKeys.summary(day);
    const summary = await data.get(key, { consistent: true, signal });
    if (!summary) return false;
    const all = Number(summary.visitors);
    const sum = (name: string) => (all > 0 ? { [name]: all } : {});
    const update = {
      UpdateExpression:
        'SET #paths = :other, referrers = :other, countries = :unknown, devices = :other, goals = :none, forgotten = :true',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#paths': 'paths' },
      ExpressionAttributeValues: {
        ':other': sum(other),
        ':unknown': sum(unknown),
        ':none': {},
        ':true': true,
      },
    };
    await data.update(key, update, { retry: 'always', signal }).catch((error) => {
      if (!(error instanceof ConditionFailed)) throw error;
    });
    return true;
  }

  /** The days from `from` on that are before `limit` and rolled up. */
  async function daysBetween(from: string, limit: string, signal: AbortSignal): Promise<string[]> {
    const first = Number(from.slice(0, 4));
    const count = Number(limit.slice(0, 4)) - first + 1;
    const years = Array.from({ length: Math.max(0, count) }, (_, i) => `${first + i}`);
    const keys = years.map((year) => dataKeys.year(year));
    const found = await database.batchGet({ [data.name]: keys }, { consistent: true, signal });
    return years
      .flatMap((year) => daysOf(year, found.get(keyName(dataKeys.year(year)))))
      .filter((day) => day >= from && day < limit);
  }

  return {
    forget,

    async forgetBefore(limit, signal) {
      const mark = await data.get(dataKeys.forgotten, { consistent: true, signal });
      const from = `${mark?.before ?? `${firstYear}-01-01`}`;
      if (from >= limit) return;
      const days = await daysBetween(from, limit, signal);
      await forEach(days, concurrency, (day) => forget(day, signal));
      await data.put({ ...dataKeys.forgotten, before: limit }, { retry: 'always', signal });
    },
  };
}

function daysOf(year: string, item: Item = {}): string[] {
  return Object.keys(item).flatMap((name) => (/^\d\d-\d\d$/.test(name) ? [`${year}-${name}`] : []));
}
