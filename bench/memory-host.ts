// Runs in the container instead of Lambda's runtime: one cold start, then warm requests one by one.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const warmRequests = 60;
/** Longer than a period of the CPU quota, so that requests do not queue. */
const pauseMs = 25;

const event = JSON.parse(await readFile('/events/get-count.json', 'utf8'));
const context = { awsRequestId: 'bench' };

async function request(
  handler: (event: unknown, context: unknown) => Promise<{ statusCode: number }>,
) {
  const start = performance.now();
  const { statusCode } = await handler(event, context);
  if (statusCode !== 200) throw new Error(`The handler answered ${statusCode}`);
  return performance.now() - start;
}

const { handler } = await import('/var/task/index.mjs' as string);
// Since the start of the process, Node's own included.
const initMs = performance.now();
const firstMs = await request(handler);

const warmMs: number[] = [];
for (let i = 0; i < warmRequests; i++) {
  await sleep(pauseMs);
  warmMs.push(await request(handler));
}
const maxMemoryMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ initMs, firstMs, warmMs, maxMemoryMb }));
process.exit();
