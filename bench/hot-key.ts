import { readFile, writeFile } from 'node:fs/promises';
import { cleanupStack } from '../scripts/lib/cleanup-stack.ts';
import { runScript } from '../scripts/lib/user-error.ts';
import { startDatabase } from '../scripts/local/database.ts';
import { hotKeyChart } from './hot-key-chart.ts';
import { closedLoop } from './hot-key-load.ts';
import { findings, type Sample, stretches } from './hot-key-report.ts';
import { startThrottle } from './hot-key-throttle.ts';
import { onTables } from './on-tables.ts';
import { inserted } from './page-part.ts';

const visitors = 10_000;
/** A fraction of DynamoDB's 1,000: DynamoDB Local on a laptop does some hundred writes per second. */
const unitsPerSecond = 20;
const processes = 4;
const concurrency = 4;
/** Visitors of the day at which to take a sample. */
const edges = [40, 200, 1000, 2000, 4000, 6000, 8000, visitors];
const page = 'docs/scale.md';

const { started, stop } = cleanupStack();

await runScript(async () => {
  try {
    const database = await startDatabase(process.env);
    started.push(database);
    const throttle = await startThrottle(database.endpoint, unitsPerSecond);
    started.push(throttle);
    const all = await onTables(database.endpoint, async ({ tables, day, repository }) => {
      const start = { visitors: 0, ms: 0, writeUnits: 0, refused: 0, throttled: 0 };
      const samples: Sample[] = [start];
      const task = { endpoint: throttle.url, tables, day, end: visitors, concurrency };
      const load = await closedLoop(task, processes, ({ accepted, refused }) => {
        // Processes report before they have counted anything: their start is not measured.
        if (accepted === 0) start.ms = performance.now();
        if (accepted < (edges[samples.length - 1] ?? Number.POSITIVE_INFINITY)) return;
        const { units: writeUnits, refused: throttled } = throttle;
        samples.push({ visitors: accepted, ms: performance.now(), writeUnits, refused, throttled });
        console.log(samples.at(-1));
      });
      const totals = await repository.dayTotals([day], AbortSignal.timeout(60_000));
      const counted = totals.get(day)?.visitors;
      if (load.accepted !== visitors || counted !== visitors) {
        throw new Error(`Not exact: ${counted} counted, ${load.accepted} accepted`);
      }
      return stretches(samples);
    });
    const found = findings(all, unitsPerSecond);
    console.log(found);
    await writeFile(page, inserted(await readFile(page, 'utf8'), 'npm run bench:hot-key', found));
    await writeFile('docs/images/hot-key.svg', hotKeyChart(all, unitsPerSecond));
    console.log(`Written: ${page}, docs/images/hot-key.svg`);
  } finally {
    await stop();
  }
});
