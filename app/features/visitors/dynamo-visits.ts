import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { always, certainlyNotApplied, send } from '../../aws/dynamo/send.ts';
import { Unavailable } from '../../errors.ts';
import { other } from './dimensions.ts';
import { ephemeralKeys } from './keys.ts';
import type { OpenDay, Recorded, Visit, VisitorRepository } from './repository.ts';
import { counter, hostMark, isHost, networkCounter } from './shard.ts';

/** Hosts that one shard counts by name on a day: they are others' to choose, and make it larger. */
const maxHosts = 12;

interface Options {
  table: string;
  /** New visitors of a day that may come from one network. */
  maxPerNetwork: number;
}

export function dynamoVisits(
  client: DynamoDBDocumentClient,
  { table, maxPerNetwork }: Options,
): Pick<VisitorRepository, 'record' | 'note'> {
  async function record(
    day: OpenDay,
    visit: Visit,
    until: AbortSignal,
  ): Promise<Recorded | undefined> {
    // A network has one shard, which therefore knows how many came from it.
    const shard = Math.floor(visit.visitor.share * day.shards);
    const command = new UpdateCommand({
      TableName: table,
      Key: ephemeralKeys.visits(day.day, shard),
      ...countOnce(visit, maxPerNetwork),
    });
    let repeated = false;
    const { refusal, visitors } = await send(
      (options) =>
        client.send(command, options).then(
          ({ Attributes }) => ({ refusal: undefined, visitors: Attributes?.visitors as number }),
          (error) => {
            if (error instanceof ConditionalCheckFailedException) {
              return refusalOf(error, visit, maxPerNetwork);
            }
            repeated ||= !certainlyNotApplied(error);
            throw error;
          },
        ),
      always,
      until,
    );
    switch (refusal) {
      case 'hosts': {
        const { dimensions } = visit;
        return record(day, { ...visit, dimensions: { ...dimensions, referrer: other } }, until);
      }
      case 'closed':
        if (!repeated) return undefined;
        // Counted before the day was closed, or not: another day must not count it, too.
        throw new Unavailable('The database', new Error('The day ended during a repeated write'));
      case 'duplicate':
        return { outcome: refusal, shard, visitors, repeated };
      case 'network':
        return { outcome: 'rate-limited', shard, visitors, repeated };
      default:
        return { outcome: 'counted', shard, visitors, repeated };
    }
  }

  return {
    record,

    async note(day, reason, until) {
      const command = new UpdateCommand({
        TableName: table,
        Key: ephemeralKeys.ledger(day.day, Math.floor(Math.random() * day.shards)),
        UpdateExpression: 'ADD #reason :one',
        ConditionExpression: 'attribute_not_exists(closed)',
        ExpressionAttributeNames: { '#reason': reason },
        ExpressionAttributeValues: { ':one': 1 },
      });
      return send(
        (options) => client.send(command, options).then(() => true, isClosed),
        certainlyNotApplied,
        until,
      );
    },
  };
}

/**
 * One atomic write that decides and counts. The size of `seen` is `visitors`, always. Sent again after
 * its answer was lost, it is refused by its first condition; so it may be repeated whatever happened.
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
  const conditions = [
    'NOT contains(seen, :id)',
    'attribute_not_exists(closed)',
    '(attribute_not_exists(#network) OR #network < :maxPerNetwork)',
  ];
  if (named) {
    added.push('hosts :mark');
    conditions.push(
      '(attribute_exists(#referrer) OR attribute_not_exists(hosts) OR size(hosts) < :maxHosts)',
    );
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

/** Which condition refused it, and the visitors that the shard has. */
function refusalOf(
  { Item = {} }: ConditionalCheckFailedException,
  { visitor }: Visit,
  maxPerNetwork: number,
) {
  const { seen, visitors, closed, ...item } = Item;
  const isSeen = seen?.BS?.some((id) => visitor.id.every((byte, i) => byte === id[i])) ?? false;
  const fromNetwork = Number(item[networkCounter(visitor.network)]?.N ?? 0);
  const refusal = isSeen
    ? 'duplicate'
    : closed
      ? 'closed'
      : fromNetwork >= maxPerNetwork
        ? 'network'
        : 'hosts';
  return { refusal, visitors: Number(visitors?.N ?? 0) } as const;
}

function isClosed(error: unknown): false {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
}
