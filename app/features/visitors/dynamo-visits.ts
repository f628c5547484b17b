import type { Database } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { addOutcome } from '../../days/add-outcome.ts';
import type { RunningDays } from '../../days/dynamo-running-days.ts';
import type { Tables } from '../../days/keys.ts';
import { pairTree } from '../../days/pair-tree.ts';
import { distinctCounter } from '../../distinct/distinct-counter.ts';
import { goalCounter } from './goals.ts';
import { ephemeralKeys, ledgerItems, visitTree } from './keys.ts';
import type { VisitorRepository } from './repository.ts';
import { breakdownsOf } from './summary.ts';

/** @param maxPerNetwork how many new visitors may come from one network on a day. */
export function dynamoVisits(
  database: Database,
  { ephemeral }: Tables,
  { visits, pairs }: { visits: RunningDays; pairs: RunningDays },
  maxPerNetwork: number,
): Pick<VisitorRepository, 'countVisit' | 'countGoal' | 'countExcluded'> {
  // Each knows the items of one tree.
  const visitors = distinctCounter(database, ephemeral, maxPerNetwork);
  const reached = distinctCounter(database, ephemeral, maxPerNetwork);

  return {
    async countVisit(day, { visitor, dimensions }, signal) {
      const entry = { ...visitor, breakdowns: breakdownsOf(dimensions) };
      const added = await visitors.add(visitTree(day), entry, signal);
      if (added.item) visits.of(day).learn(added.item.path, added.item.ids);
      return addOutcome(added);
    },

    async countGoal(day, { visitor, goal }, signal) {
      const entry = { ...visitor, breakdowns: [{ name: goalCounter(goal) }] };
      const added = await reached.add(pairTree(day), entry, signal);
      if (added.item) pairs.of(day).learn(added.item.path, added.item.ids);
      return addOutcome(added);
    },

    async countExcluded({ day }, reason, signal) {
      const key = ephemeralKeys.ledger(day, Math.floor(Math.random() * ledgerItems));
      const addOne = {
        UpdateExpression: 'ADD #reason :one',
        ConditionExpression: 'attribute_not_exists(closed)',
        ExpressionAttributeNames: { '#reason': reason },
        ExpressionAttributeValues: { ':one': 1 },
      };
      try {
        await ephemeral.update(key, addOne, { retry: 'notApplied', signal });
        return true;
      } catch (error) {
        if (error instanceof ConditionFailed) return false;
        throw error;
      }
    },
  };
}
