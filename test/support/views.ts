import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoDays } from '../../app/days/dynamo-days.ts';
import { capacity as ordinary } from '../../app/distinct/tree.ts';
import { dynamoViewRepository } from '../../app/features/views/dynamo-repository.ts';
import type { ViewRepository } from '../../app/features/views/repository.ts';
import { type ViewService, viewService } from '../../app/features/views/service.ts';
import { type Request, viewCounter } from '../../app/features/views/view-counter.ts';
import { contentOn } from './content.ts';
import type { Table } from './table.ts';
import { visitOf } from './visitors.ts';

interface Options {
  client?: DynamoDBDocumentClient;
  maxPerNetwork?: number;
  capacity?: number;
  now?: () => number;
}

function parts({ name, ephemeral, client }: Table, options: Options) {
  const { capacity = ordinary, maxPerNetwork = 100, now = Date.now } = options;
  const db = database(options.client ?? client);
  const tables = { data: db.table(name), ephemeral: db.table(ephemeral) };
  const days = dynamoDays(db, tables, capacity);
  const repository = dynamoViewRepository(db, { tables, list: days.list, maxPerNetwork, now });
  return { days, repository, now };
}

/** The views of the tables of a test, as one process knows them. */
export function viewRepositoryOn(table: Table, options: Options = {}): ViewRepository {
  return parts(table, options).repository;
}

export function viewsOn(table: Table, options: Options = {}): ViewService {
  const { days, repository, now } = parts(table, options);
  const { client } = options;
  const content = contentOn(table, { now, ...(client && { client }) });
  const counter = viewCounter({ repository, visitors: days, now });
  return viewService({ repository, counter, content });
}

/** The request of visitor `i`, each of another network. */
export function viewOf(i: number): Request {
  const { headers, address, isOwner, isCrossSite } = visitOf(i);
  return { headers, address, isOwner, isCrossSite };
}
