import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoKeepViews } from '../../app/features/views/dynamo-roll-up.ts';
import { dynamoVisitorRepository } from '../../app/features/visitors/dynamo-repository.ts';
import { fixedPages } from '../../app/features/visitors/pages.ts';
import type { Summary, VisitorRepository } from '../../app/features/visitors/repository.ts';
import {
  type Request,
  type VisitorService,
  visitorService,
} from '../../app/features/visitors/service.ts';
import { chrome } from './agents.ts';
import type { Table } from './table.ts';

const referrers = [undefined, 'https://www.google.com/', 'https://news.example/item?id=1'];

/** The request of visitor `i`. Each visitor has an address in another network. */
export function visitOf(i: number): Request {
  return {
    headers: { 'user-agent': `${chrome} Visitor/${i}` },
    address: `10.${i >> 8}.${i & 255}.7`,
    isOwner: false,
    isCrossSite: false,
    path: i % 3 === 0 ? '/nowhere' : '/',
    referrer: referrers[i % referrers.length],
    log: { warn() {} },
  };
}

/** The visitor repository on the tables of a test, with the given client or the table's own. */
export function repositoryOn(
  { name, ephemeral, client }: Table,
  {
    client: own = client,
    maxPerNetwork = 100,
    ...options
  }: {
    client?: DynamoDBDocumentClient;
    maxPerNetwork?: number;
    capacity?: number;
    now?: () => number;
  } = {},
): VisitorRepository {
  const db = database(own);
  const tables = { data: db.table(name), ephemeral: db.table(ephemeral) };
  const keepViews = dynamoKeepViews(db, tables.data);
  return dynamoVisitorRepository(db, { tables, maxPerNetwork, keepViews, ...options });
}

/** Stores the sums of a day. False if it has some. */
export async function addDay(
  repository: VisitorRepository,
  day: string,
  summary: Summary,
): Promise<boolean> {
  return (await repository.addDays(new Map([[day, summary]]), soon())).has(day);
}

/** A signal that aborts late enough for tests that are not about time. */
export function soon(): AbortSignal {
  return AbortSignal.timeout(10_000);
}

/** The visitor service on a repository, for a site with one page. */
export function serviceOn(
  repository: VisitorRepository,
  now: () => number = Date.now,
): VisitorService {
  return visitorService(repository, { pages: fixedPages('/'), now });
}
