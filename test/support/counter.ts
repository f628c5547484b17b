import type { Test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoCountRepository } from '../../app/features/count/dynamo-repository.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { startServer } from './server.ts';
import { makeTable } from './table.ts';
import { overHttp } from './target.ts';

/** The app in a process of its own, behind a proxy, and its counter. */
export async function counterBehindProxy(t: Test) {
  const proxy = await startFaultProxy(t);
  const { name, client } = await makeTable(t);
  const server = await startServer(t, { DATA_TABLE_NAME: name, DYNAMODB_ENDPOINT: proxy.url });
  const { total } = dynamoCountRepository(database(client).table(name));
  return { target: overHttp(server.url), proxy, total, server };
}
