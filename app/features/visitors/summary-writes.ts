import type { TransactItems } from '../../aws/dynamo/database.ts';
import type { Tables } from '../../days/keys.ts';
import { other } from './dimensions.ts';
import { dataKeys, dayOfYear } from './keys.ts';
import type { Summary } from './repository.ts';

/** How many hosts the summary of a day names, so that it stays below 4 KB. */
const maxHosts = 50;

/**
 * The writes that store the sums of days, once: a second transaction with one of them fails. A day that a reader may
 * have seen open, which only the roll-up stores, is marked in the total: then it passes `settled`, the days that
 * need no mark any more.
 */
export function summaryWrites(
  { data: { name: TableName } }: Tables,
  days: [string, Summary][],
  { settled }: { settled?: string[] } = {},
): TransactItems {
  const byYear = Object.entries(Object.groupBy(days, ([day]) => day.slice(0, 4)));
  return [
    ...days.map(([day, summary]) => ({
      Put: {
        TableName,
        Item: { ...dataKeys.summary(day), ...summary, referrers: topHosts(summary.referrers) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    })),
    ...byYear.map(([year, ofYear = []]) => ({
      Update: {
        TableName,
        Key: dataKeys.year(year),
        UpdateExpression: `SET ${ofYear.map((_, i) => `#day${i} = :totals${i}`).join(', ')}`,
        ExpressionAttributeNames: named(
          '#day',
          ofYear.map(([day]) => dayOfYear(day)),
        ),
        ExpressionAttributeValues: named(
          ':totals',
          ofYear.map(([, summary]) => totalsOf(summary)),
        ),
      },
    })),
    { Update: { TableName, Key: dataKeys.total, ...totalUpdate(days, settled) } },
  ];
}

function totalUpdate(days: [string, Summary][], settled: string[] | undefined) {
  const visitors = days.reduce((sum, [, summary]) => sum + summary.visitors, 0);
  if (!settled) {
    const values = { ':visitors': visitors };
    return { UpdateExpression: 'ADD visitors :visitors', ExpressionAttributeValues: values };
  }
  const marked = days.map(([day]) => day);
  const set = marked.map((_, i) => `#day${i} = :true`).join(', ');
  const remove = settled.map((_, i) => `#old${i}`).join(', ');
  return {
    UpdateExpression: `ADD visitors :visitors SET ${set}${remove && ` REMOVE ${remove}`}`,
    ExpressionAttributeNames: { ...named('#day', marked), ...named('#old', settled) },
    ExpressionAttributeValues: { ':visitors': visitors, ':true': true },
  };
}

function totalsOf({ visitors, uncounted }: Summary): [number, number] {
  return [visitors, visitors + uncounted.duplicate];
}

/** `{ '#day0': …, '#day1': … }` */
function named<T>(prefix: string, values: T[]): Record<string, T> {
  return Object.fromEntries(values.map((value, i) => [`${prefix}${i}`, value]));
}

function topHosts(tally: Record<string, number>): Record<string, number> {
  const sorted = Object.entries(tally).sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(maxHosts).reduce((sum, [, count]) => sum + count, 0);
  const top = Object.fromEntries(sorted.slice(0, maxHosts));
  return rest ? { ...top, [other]: (top[other] ?? 0) + rest } : top;
}
