import type { Database, Item, Key } from '../../aws/dynamo/database.ts';
import { ignoreConditionFailure, type ListDays } from '../../days/dynamo-days.ts';
import { dayKeys, type Tables } from '../../days/keys.ts';
import { pairTree } from '../../days/pair-tree.ts';
import { addDays, epochSeconds } from '../../days/utc-day.ts';
import { treeRollUp } from '../../distinct/roll-up.ts';
import { ledgerKeys, visitTree } from './keys.ts';
import type { KeepViews, Summary, VisitorRepository } from './repository.ts';
import { summarize } from './summary.ts';
import { summaryWrites } from './summary-writes.ts';

/** Days for which the marker of a rolled-up day stays: a process may still take that day for today. */
const markerDays = 35;
const tombstoneDays = 7;
/** Days after which no reader can still hold a day as open. */
const totalMarkDays = 7;

type RollUp = Pick<VisitorRepository, 'rollUp'>;

/**
 * Rolls up the days before `today`: closes their items, so that their sums are final; writes the sums and
 * deletes the salt in one transaction; then empties the items. Each step may be interrupted and repeated.
 */
export function dynamoRollUp(
  database: Database,
  tables: Tables,
  list: ListDays,
  keepViews: KeepViews,
): RollUp {
  const { ephemeral } = tables;
  const trees = treeRollUp(database, ephemeral);

  return {
    async rollUp(today, signal) {
      const days = await list(true, signal);
      const due = days.filter((day) => day.sk < today && !day.forgotten);
      const settled = days.filter(
        (day) => day.forgotten && day.sk < addDays(today, -totalMarkDays),
      );
      for (const { sk: day, capacity, rolledUp } of due) {
        const visits = visitTree({ day, capacity });
        const pairs = pairTree({ day, capacity });
        if (!rolledUp) {
          const sums = await trees.close(visits, signal);
          const ledger = await Promise.all(ledgerKeys(day).map((key) => close(key, signal)));
          const { counters } = await trees.close(pairs, signal);
          await keepViews(day, counters, signal);
          const old = settled.map(({ sk }) => sk);
          await keep(day, summarize({ sums, pairs: counters, ledger }), old, signal);
        }
        const expiresAt = epochSeconds(addDays(today, tombstoneDays));
        await trees.empty(visits, expiresAt, signal);
        await trees.empty(pairs, expiresAt, signal);
        await Promise.all(ledgerKeys(day).map((key) => empty(key, expiresAt, signal)));
        await forget(day, today, signal);
      }
    },
  };

  function close(key: Key, signal: AbortSignal): Promise<Item> {
    const update = {
      UpdateExpression: 'SET closed = :true',
      ExpressionAttributeValues: { ':true': true },
      ReturnValues: 'ALL_NEW',
    } as const;
    return ephemeral.update(key, update, { retry: 'always', signal });
  }

  async function keep(
    day: string,
    summary: Summary,
    settled: string[],
    signal: AbortSignal,
  ): Promise<void> {
    const TableName = ephemeral.name;
    const markRolledUp = {
      TableName,
      Key: dayKeys.day(day),
      UpdateExpression: 'SET rolledUp = :true',
      ExpressionAttributeValues: { ':true': true },
    };
    const writes = [
      ...summaryWrites(tables, [[day, summary]], { settled }),
      { Update: markRolledUp },
      { Delete: { TableName, Key: dayKeys.salt(day) } },
    ];
    await database.transact(writes, { signal }).catch(ignoreConditionFailure);
  }

  /** Leaves a tombstone for a week, so that late requests are rejected. */
  function empty(key: Key, expiresAt: number, signal: AbortSignal): Promise<void> {
    const tombstone = { ...key, closed: true, emptied: true, expiresAt };
    return ephemeral.put(tombstone, { retry: 'always', signal });
  }

  async function forget(day: string, today: string, signal: AbortSignal): Promise<void> {
    const update = {
      UpdateExpression: 'SET forgotten = :true, expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':true': true,
        ':expiresAt': epochSeconds(addDays(today, markerDays)),
      },
    };
    await ephemeral.update(dayKeys.day(day), update, { retry: 'always', signal });
  }
}
