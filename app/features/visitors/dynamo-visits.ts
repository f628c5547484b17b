import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { Unavailable } from '../../errors.ts';
import { other } from './dimensions.ts';
import { ephemeralKeys, type Tables } from './keys.ts';
import type { CountedVisit, OpenDay, Visit, VisitorRepository } from './repository.ts';
import { counter, hostMark, isHost, networkCounter } from './shard.ts';

/** Hosts that one shard counts by name on a day: clients choose them, and each grows the item. */
const maxHosts = 12;

/** @param maxPerNetwork how many new visitors may come from one network on a day. */
export function dynamoVisits(
  { ephemeral }: Tables,
  maxPerNetwork: number,
): Pick<VisitorRepository, 'countVisit' | 'countExcluded'> {
  async function countVisit(
    day: OpenDay,
    visit: Visit,
    signal: AbortSignal,
  ): Promise<CountedVisit | undefined> {
    // One shard counts all visitors from a network, and therefore knows how many came from it.
    const shard = Math.floor(visit.visitor.share * day.shards);
    try {
      const { visitors } = await ephemeral.update(
        ephemeralKeys.visits(day.day, shard),
        countOnce(visit, maxPerNetwork),
        { retry: 'always', signal },
      );
      return { outcome: 'counted', shard, visitors: visitors as number, mayHaveCounted: false };
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      const { item, mayHaveApplied: mayHaveCounted } = error;
      const visitors = Number(item.visitors?.N ?? 0);
      switch (failedConditionOf(item, visit, maxPerNetwork)) {
        case 'seen':
          return { outcome: 'duplicate', shard, visitors, mayHaveCounted };
        case 'closed':
          if (!mayHaveCounted) return undefined;
          // The closed day may have counted the visit: another day must not count it again.
          throw new Unavailable('The database', new Error('The day ended during a retried write'));
        case 'network':
          return { outcome: 'rate-limited', shard, visitors, mayHaveCounted };
        case 'hosts': {
          const dimensions = { ...visit.dimensions, referrer: other };
          return countVisit(day, { ...visit, dimensions }, signal);
        }
      }
    }
  }

  return {
    countVisit,

    async countExcluded({ day, shards }, reason, signal) {
      const key = ephemeralKeys.ledger(day, Math.floor(Math.random() * shards));
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

/**
 * One atomic write that decides and counts. The size of `seen` always equals `visitors`. If its answer was
 * lost, the first condition of a retry fails; so it can be retried after any failure.
 */
function countOnce({ visitor, dimensions }: Visit, maxPerNetwork: number) {
  const named = isHost(dimensions.referrer);
  const counters = {
    '#network': networkCounter(visitor.network),
    '#path': counter('path', dimensions.path),
    '#referrer': counter('referrer', dimensions.referrer),
    '#country': counter('country', dimensions.country),
    '#device': counter('device', dimensions.device),
  };
  const added = [...Object.keys(counters), 'visitors'].map((name) => `${name} :one`);
  const notSeen = 'NOT contains(seen, :id)';
  const notClosed = 'attribute_not_exists(closed)';
  const networkHasRoom = '(attribute_not_exists(#network) OR #network < :maxPerNetwork)';
  const hostHasRoom =
    '(attribute_exists(#referrer) OR attribute_not_exists(hosts) OR size(hosts) < :maxHosts)';
  const conditions = [notSeen, notClosed, networkHasRoom];
  if (named) {
    added.push('hosts :mark');
    conditions.push(hostHasRoom);
  }
  return {
    UpdateExpression: `ADD seen :ids, ${added.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: counters,
    ExpressionAttributeValues: {
      ':id': visitor.id,
      ':ids': new Set([visitor.id]),
      ':one': 1,
      ':maxPerNetwork': maxPerNetwork,
      ...(named && { ':mark': new Set([hostMark(dimensions.referrer)]), ':maxHosts': maxHosts }),
    },
    ReturnValues: 'UPDATED_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}

/** Which condition of `countOnce` the shard fails. */
function failedConditionOf(
  { seen, closed, ...shard }: Record<string, AttributeValue>,
  { visitor }: Visit,
  maxPerNetwork: number,
) {
  if (seen?.BS?.some((id) => visitor.id.every((byte, i) => byte === id[i]))) return 'seen';
  if (closed) return 'closed';
  const fromNetwork = Number(shard[networkCounter(visitor.network)]?.N ?? 0);
  return fromNetwork >= maxPerNetwork ? 'network' : 'hosts';
}
