import { median, percentile } from './percentile.ts';

/** What one container measured. */
export interface Run {
  /** From the start of Node until the handler was there. */
  initMs: number;
  firstMs: number;
  warmMs: number[];
  maxMemoryMb: number;
}

interface Conditions {
  rounds: number;
  mbOfOneCpu: number;
  image: string;
  processors: number;
  /** How many processes wanted one of them, at the start and at the end. */
  load: [number, number];
}

/** AWS's list prices in us-east-1, typed in by hand on 2026-11-21. */
const dollarsPerGbSecond = { arm64: 0.0000133334, x86_64: 0.0000166667 };
const dollarsPerMillionRequests = 0.2;

/** A visitor should see the number within this, also when it is the first of the day. */
const patienceMs = 1000;
/** Of the memory at the most: what a busier process needs is not measured. */
const fullest = 0.5;

/** The page docs/memory.md, of the runs by size in MB, from the smallest to one with a whole processor. */
export function report(runs: Map<number, Run[]>, conditions: Conditions): string {
  const { rounds, mbOfOneCpu, image, processors, load } = conditions;
  const inits = (runs.get(mbOfOneCpu) ?? []).map((run) => run.initMs);
  const rows = [...runs].map(([size, done]) => row(size, done, inits));
  return `# Memory of the function

Written by \`npm run bench:memory\`, which measures the built bundle. Do not edit.

| Memory | Share of a processor | Init | First answer | Both | Both, with Lambda's init | Warm p50 | Warm p99 | Memory used |
|---|---|---|---|---|---|---|---|---|
${rows.map((r) => `| ${r.size} MB | ${(r.size / mbOfOneCpu).toFixed(2)} | ${range(r.init)} | ${range(r.first)} | ${range(r.cold)} | ${range(r.lambda)} | ${r.p50.toFixed(1)} ms | ${r.p99.toFixed(1)} ms | ${Math.round(r.maxMemory)} MB |`).join('\n')}

Medians, and in brackets the fastest and the slowest container. What a million \`GET /count\` cost when warm, requests
included, and what a million cold starts with Lambda's init cost on top:

| Memory | GB-seconds, warm | arm64 | x86_64 | GB-seconds, cold starts | arm64 | x86_64 |
|---|---|---|---|---|---|---|
${rows.map((r) => `| ${r.size} MB | ${r.warmGbs.toFixed(0)} | ${dollars(r.warmGbs, 'arm64')} | ${dollars(r.warmGbs, 'x86_64')} | ${r.coldGbs.toFixed(0)} | ${dollars(r.coldGbs, 'arm64', 0)} | ${dollars(r.coldGbs, 'x86_64', 0)} |`).join('\n')}

## What the numbers say

The rule: the smallest size with a cold start (Lambda's init) within ${patienceMs} ms that uses no more than half of its memory.

${verdict(rows)}

## How it is measured

- ${rounds} rounds; in each, one fresh container per size, so that what else the machine does meets all sizes
  alike. It had ${processors} processors, and ${load[0].toFixed(1)} processes that wanted one at the start, ${load[1].toFixed(1)} at the end: more than
  processors make times longer than they are. Warm percentiles are of all requests, 25 ms apart.
- The container (\`${image}\`) has the memory, and of each 20 ms the share of one processor,
  that Lambda gives a function of that size: one whole at ${mbOfOneCpu} MB.
- Init goes from the start of Node to the handler, the first answer is one \`GET /count\`, which opens the connection
  to DynamoDB Local beside it.
- Prices are AWS's list prices in us-east-1, typed in by hand on 2026-11-21: $${dollarsPerGbSecond.arm64} (arm64) and
  $${dollarsPerGbSecond.x86_64} (x86_64) a GB-second, $${dollarsPerMillionRequests.toFixed(2)} a million requests. What AWS gives away each month is not taken
  off. Init is billed since August 2025.

## What it cannot show

- Lambda's own processors, its runtime client, getting the code to the machine, and DynamoDB's distance. Ratios
  between sizes hold better than milliseconds.
- Lambda is said to give a function [a whole processor during init](https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-serverless/init-heavy-lifting),
  whatever its size. "Lambda's init" is the init at ${mbOfOneCpu} MB, with the first answer of the size.
- arm64 is priced, not measured, where the machine is x86_64. Times are taken to be the same.
`;
}

/** The fastest, the median and the slowest. */
type Spread = [number, number, number];
type Row = ReturnType<typeof row>;

function row(size: number, runs: Run[], initsOfWhole: number[]) {
  const init = spread(runs.map(({ initMs }) => initMs));
  const first = spread(runs.map(({ firstMs }) => firstMs));
  const cold = spread(runs.map(({ initMs, firstMs }) => initMs + firstMs));
  const whole = spread(initsOfWhole);
  const lambda: Spread = [whole[0] + first[0], whole[1] + first[1], whole[2] + first[2]];
  const warm = runs.flatMap(({ warmMs }) => warmMs);
  // Billed by the millisecond begun.
  const billed = warm.reduce((sum, time) => sum + Math.ceil(time), 0) / warm.length;
  return {
    ...{ size, init, first, cold, lambda },
    p50: median(warm),
    p99: percentile(warm, 0.99),
    maxMemory: Math.max(...runs.map(({ maxMemoryMb }) => maxMemoryMb)),
    warmGbs: gbSecondsOfMillion(size, billed),
    coldGbs: gbSecondsOfMillion(size, lambda[1]),
  };
}

/** By medians, and by the fastest containers: others on the machine make times longer, never shorter. */
function verdict(rows: Row[]): string {
  const chosen = ([0, 1] as const).map((which) =>
    rows.find((r) => r.lambda[which] <= patienceMs && r.maxMemory <= fullest * r.size),
  );
  const [byFastest, byMedian] = chosen.map((found) => (found ? `${found.size} MB` : 'none'));
  return byFastest === byMedian
    ? `By medians and by the fastest containers: **${byMedian}**.`
    : `By medians: **${byMedian}**; by the fastest containers, which others disturbed least: **${byFastest}**. The rule is not
decided by this run.`;
}

function spread(values: number[]): Spread {
  return [Math.min(...values), median(values), Math.max(...values)];
}

function range([fastest, middle, slowest]: Spread): string {
  return `${middle.toFixed(0)} ms (${fastest.toFixed(0)}–${slowest.toFixed(0)})`;
}

function gbSecondsOfMillion(sizeMb: number, msEach: number): number {
  return (sizeMb / 1024) * (msEach / 1000) * 1_000_000;
}

function dollars(
  gbSeconds: number,
  processor: keyof typeof dollarsPerGbSecond,
  requests = dollarsPerMillionRequests,
): string {
  return `$${(gbSeconds * dollarsPerGbSecond[processor] + requests).toFixed(2)}`;
}
