import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { documentClient } from '../app/aws/dynamo/client.ts';
import { utcDay } from '../app/features/visitors/utc-day.ts';
import { cleanupStack } from '../scripts/lib/cleanup-stack.ts';
import { runScript } from '../scripts/lib/user-error.ts';
import { startDatabase } from '../scripts/local/database.ts';
import { createTables } from '../scripts/local/tables.ts';
import { repositoryOn, serviceOn, soon } from '../test/support/visitors.ts';
import { hotKeyChart } from './hot-key-chart.ts';
import { openLoop } from './hot-key-load.ts';
import { findings, type Run } from './hot-key-report.ts';
import { startThrottle, type Throttle } from './hot-key-throttle.ts';
import { inserted } from './page-part.ts';

const shardCounts = [1, 2, 4, 8, 16];
/** A fraction of DynamoDB's 1,000: DynamoDB Local on a laptop does some hundred writes per second. */
const unitsPerSecond = 20;
/** More than the largest number of shards can accept. */
const visitsPerSecond = 400;
const seconds = 8;
const conditions = { unitsPerSecond, visitsPerSecond, seconds };
const page = 'docs/scale.md';

const { started, stop } = cleanupStack();

await runScript(async () => {
  try {
    const database = await startDatabase(process.env);
    started.push(database);
    const throttle = await startThrottle(database.endpoint, unitsPerSecond);
    started.push(throttle);
    const runs: Run[] = [];
    for (const shards of shardCounts) {
      console.log(`Shards: ${shards}`);
      runs.push(await measure(shards, database.endpoint, throttle));
    }
    const found = findings(runs, conditions);
    console.log(found);
    await writeFile(page, inserted(await readFile(page, 'utf8'), 'npm run bench:hot-key', found));
    await writeFile('docs/images/hot-key.svg', hotKeyChart(runs, conditions));
    console.log(`Written: ${page}, docs/images/hot-key.svg`);
  } finally {
    await stop();
  }
});

/** Measures on fresh tables. Reads the result directly, not through the proxy. */
async function measure(shards: number, endpoint: string, throttle: Throttle): Promise<Run> {
  const name = `bench-${randomUUID()}`;
  const ephemeral = `${name}-ephemeral`;
  const client = clientAt(endpoint);
  const throttled = clientAt(throttle.url);
  await createTables(client, { DataTable: name, EphemeralTable: ephemeral });
  try {
    const tables = { name, ephemeral, client };
    // Far from midnight.
    const day = utcDay(Date.now());
    const noon = Date.parse(`${day}T12:00:00Z`);
    const repository = repositoryOn(tables, { client: throttled, shards });
    await repository.openDay(day, soon());
    const before = { ...throttle };
    const visitors = serviceOn(repository, () => noon + performance.now());
    const load = await openLoop(visitors, visitsPerSecond, seconds);
    const totals = await repositoryOn(tables).dayTotals([day], soon());
    const counted = totals.get(day)?.visitors ?? 0;
    if (counted < load.accepted || counted > load.accepted + load.leftOpen) {
      throw new Error(`Not exact: ${JSON.stringify({ ...load, counted })}`);
    }
    const throttles = throttle.refused - before.refused;
    return { shards, ...load, counted, units: throttle.units - before.units, throttles };
  } finally {
    for (const TableName of [name, ephemeral]) {
      await client.send(new DeleteTableCommand({ TableName }));
    }
    throttled.destroy();
    client.destroy();
  }
}

function clientAt(endpoint: string) {
  const { AWS_ACCESS_KEY_ID = 'local', AWS_SECRET_ACCESS_KEY = 'local' } = process.env;
  const credentials = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
  return documentClient({ AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: endpoint, ...credentials });
}
