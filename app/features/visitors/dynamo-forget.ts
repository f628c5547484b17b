import type { Database } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import type { Tables } from '../../days/keys.ts';
import { addDays } from '../../days/utc-day.ts';
import { forEach } from '../../distinct/for-each.ts';
import { other, unknown } from './dimensions.ts';
import { storedDaysBetween } from './dynamo-stored-days.ts';
import { dataKeys } from './keys.ts';
import type { VisitorRepository } from './repository.ts';

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

  return {
    forget,

    async forgetBefore(limit, signal) {
      const mark = await data.get(dataKeys.forgotten, { consistent: true, signal });
      const from = mark && `${mark.before}`;
      if (from && from >= limit) return;
      const after = from && addDays(from, -1);
      const days = await storedDaysBetween(database, data, { after, limit, signal });
      await forEach(days, concurrency, (day) => forget(day, signal));
      await data.put({ ...dataKeys.forgotten, before: limit }, { retry: 'always', signal });
    },
  };
}
