import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { addDays } from '../app/days/utc-day.ts';
import { forEach } from '../app/distinct/for-each.ts';
import { table } from '../scripts/cost/format.ts';
import { cleanupStack } from '../scripts/lib/cleanup-stack.ts';
import { runScript } from '../scripts/lib/user-error.ts';
import { startDatabase } from '../scripts/local/database.ts';
import { billed } from '../test/support/capacity.ts';
import { ordinaryVisit } from '../test/support/ordinary-day.ts';
import { repositoryOn } from '../test/support/visitors.ts';
import { localClient } from './local-client.ts';
import { onTables } from './on-tables.ts';
import { inserted } from './page-part.ts';
import type { RollUpResult, RollUpTask } from './roll-up-worker.ts';

// Writes into docs/scale.md what days of some sizes cost, visit by visit, and how long their roll-up takes.
const days = process.argv.slice(2).map(Number);
if (days.length === 0) days.push(50, 500, 5000, 50_000);
/** Processes that count, each with what it knows itself. */
const processes = 4;
const concurrency = 16;
/** The heap of the roll-up, in MB: the nightly function has 512 MB of memory. */
const heapMb = 96;
const page = 'docs/scale.md';

const { started, stop } = cleanupStack();

await runScript(async () => {
  try {
    const { endpoint, ...database } = await startDatabase(process.env);
    started.push(database);
    const rows: string[][] = [];
    for (const visitors of days) {
      rows.push(await measure(endpoint, visitors));
      console.log(rows.at(-1)?.join(' | '));
    }
    const found = table(
      [
        'Visitors of the day',
        'Write units per visit',
        'Read units per visit',
        'Dearest write',
        'Items',
        'Roll-up',
        'Memory of the roll-up',
      ],
      ['--:', '--:', '--:', '--:', '--:', '--:', '--:'],
      rows,
    );
    await writeFile(page, inserted(await readFile(page, 'utf8'), 'npm run bench:budget', found));
    console.log(`Written: ${page}`);
  } finally {
    await stop();
  }
});

function measure(endpoint: string, visitors: number): Promise<string[]> {
  return onTables(endpoint, async ({ tables, day, repository }) => {
    const client = localClient(endpoint);
    const bill = billed(client);
    const repositories = Array.from({ length: processes }, () =>
      repositoryOn({ ...tables, client }),
    );
    const opened = await repository.openDay(day, soon());
    if (!opened) throw new Error(`${day} is over`);
    const numbers = Array.from({ length: visitors }, (_, i) => i);
    await forEach(numbers, concurrency, async (i) => {
      const visit = ordinaryVisit(i, opened.open.salt);
      await repositories[i % processes]?.countVisit(opened.open, visit, soon());
    });
    const visits = { ...bill };

    const execArgv = [`--max-old-space-size=${heapMb}`];
    const child = fork(new URL('roll-up-worker.ts', import.meta.url), { execArgv });
    child.send({ endpoint, tables, today: addDays(day, 1) } satisfies RollUpTask);
    const [{ seconds, megabytes }] = (await once(child, 'message')) as [RollUpResult];
    const { rolledUp } = await repository.totals(soon());
    if (rolledUp !== visitors) throw new Error(`Not exact: ${rolledUp} of ${visitors}`);
    const items = await countItems(client, tables.ephemeral);
    client.destroy();
    return [
      visitors.toLocaleString('en'),
      (visits.writeUnits / visitors).toFixed(2),
      (visits.readUnits / visitors).toFixed(2),
      `${visits.dearestWrite} unit${visits.dearestWrite === 1 ? '' : 's'}`,
      items.toLocaleString('en'),
      `${seconds.toFixed(1)} s`,
      `${Math.max(0, megabytes).toFixed(0)} MB`,
    ];
  });
}

/** The items of the tree, which the roll-up leaves as tombstones. */
async function countItems(client: DynamoDBDocumentClient, TableName: string): Promise<number> {
  let count = 0;
  const query = {
    TableName,
    FilterExpression: 'sk = :tree',
    ExpressionAttributeValues: { ':tree': 'TREE' },
  };
  for await (const { Count = 0 } of paginateScan({ client }, query)) count += Count;
  return count;
}

function soon(): AbortSignal {
  return AbortSignal.timeout(30_000);
}
