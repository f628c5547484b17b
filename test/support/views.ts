import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoDays } from '../../app/days/dynamo-days.ts';
import { capacity as ordinary } from '../../app/distinct/tree.ts';
import { dynamoViewRepository } from '../../app/features/views/dynamo-repository.ts';
import { contentPages } from '../../app/features/views/pages.ts';
import type { ViewRepository } from '../../app/features/views/repository.ts';
import { type ViewService, viewService } from '../../app/features/views/service.ts';
import { viewCounter } from '../../app/features/views/view-counter.ts';
import type { VisitorRepository } from '../../app/features/visitors/repository.ts';
import { type VisitorService, visitorService } from '../../app/features/visitors/service.ts';
import { contentOn } from './content.ts';
import type { Table } from './table.ts';
import { repositoryOn, visitOf } from './visitors.ts';

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
  const count = viewCounter(repository, now);
  return viewService({ repository, count, visitors: days, content });
}

/** The request of visitor `i`, each of another network. */
export function viewOf(i: number) {
  const { headers, address, isOwner, isCrossSite } = visitOf(i);
  return { headers, address, isOwner, isCrossSite };
}

/**
 * The visitors of a site whose posts and projects are pages, as one process counts them. The visitor's own opening of
 * a day takes so long that an opening by something else would be first.
 */
export function siteOn(table: Table, options: Options = {}): VisitorService {
  const { repository, now } = parts(table, options);
  const pages = contentPages(repository, viewCounter(repository, now));
  const visitors = repositoryOn(table, { now });
  const openDay: VisitorRepository['openDay'] = async (...args) => {
    await sleep(50);
    return visitors.openDay(...args);
  };
  return visitorService({ ...visitors, openDay }, { pages, now });
}
