import { median, percentile } from './percentile.ts';

/** The measurements of one container. */
export interface Run {
  /** From the start of Node until the handler is loaded. */
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
  /** The load average, at the start and at the end. */
  load: [number, number];
}

/** AWS's list prices in us-east-1, typed in by hand on 2026-11-21. */
const dollarsPerGbSecond = { arm64: 0.0000133334, x86_64: 0.0000166667 };
const dollarsPerMillionRequests = 0.2;

/** Visitors should see the number within this time, even the first one of the day. */
const patienceMs = 1000;
/** The largest share of the memory in use: the needs of a busier process are not measured. */
const maxMemoryShare = 0.5;

/** docs/memory.md, from the runs by size in MB, from the smallest to one with a whole processor. */
export function report(runs: Map<number, Run[]>, conditions: Conditions): string {
  const { rounds, mbOfOneCpu, image, processors, load } = conditions;
  const inits = (runs.get(mbOfOneCpu) ?? []).map((run) => run.initMs);
  const rows = [...runs].map(([size, done]) => row(size, done, inits));
  return `# Memory of the function

Written by \`npm run bench:memory\`, which measures the built bundle. Do not edit.

| Memory | Share of a processor | Init | First answer | Both | Both, with Lambda's init | Warm p50 | Warm p99 | Memory used |
|---|---|---|---|---|---|---|---|---|
${rows.map((r) => `| ${r.size} MB | ${(r.size / mbOfOneCpu).toFixed(2)} | ${range(r.init)} | ${range(r.first)} | ${range(r.cold)} | ${range(r.lambda)} | ${r.p50.toFixed(1)} ms | ${r.p99.toFixed(1)} ms | ${Math.round(r.maxMemory)} MB |`).join('\n')}

Medians, with the fastest and the slowest container in brackets. The next table has the price of a million warm
\`GET /count\`, requests included, and the additional price of a million cold starts with Lambda's init:

| Memory | GB-seconds, warm | arm64 | x86_64 | GB-seconds, cold starts | arm64 | x86_64 |
|---|---|---|---|---|---|---|
${rows.map((r) => `| ${r.size} MB | ${r.warmGbs.toFixed(0)} | ${dollars(r.warmGbs, 'arm64')} | ${dollars(r.warmGbs, 'x86_64')} | ${r.coldGbs.toFixed(0)} | ${dollars(r.coldGbs, 'arm64', 0)} | ${dollars(r.coldGbs, 'x86_64', 0)} |`).join('\n')}

## What the numbers say

The rule: the smallest size with a cold start (Lambda's init) within ${patienceMs} ms that uses no more than half of its memory.

${verdict(rows)}

## How it is measured

- ${rounds} rounds, each with one fresh container per size, so that other load on the machine affects all sizes
  alike. The machine had ${processors} processors, and a load of ${load[0].toFixed(1)} at the start and ${load[1].toFixed(1)} at the end: a load above the
  number of processors makes times longer. Warm percentiles are over all requests, which are 25 ms apart.
- The container (\`${image}\`) has the memory, and of each 20 ms the share of one processor,
  that Lambda gives a function of that size: a whole one at ${mbOfOneCpu} MB.
- Init lasts from the start of Node to the loaded handler. The first answer is one \`GET /count\`, which also opens
  the connection to DynamoDB Local.
- Prices are AWS's list prices in us-east-1, typed in by hand on 2026-11-21: $${dollarsPerGbSecond.arm64} (arm64) and
  $${dollarsPerGbSecond.x86_64} (x86_64) a GB-second, $${dollarsPerMillionRequests.toFixed(2)} a million requests. The monthly free tier is not
  deducted. AWS has billed init since August 2025.

## What it cannot show

- Lambda's own processors, its runtime client, loading the code, and the distance to DynamoDB. Ratios between sizes
  are more reliable than milliseconds.
- According to AWS, Lambda gives a function [a whole processor during init](https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-serverless/init-heavy-lifting),
  whatever its size. "Lambda's init" is the init at ${mbOfOneCpu} MB, plus the first answer at the given size.
- arm64 is priced, but not measured on an x86_64 machine. The table assumes the same times.
`;
}

/** Milliseconds that Lambda bills, by the size in MB: of a warm call, and what a cold start adds to it. */
export function durations(runs: Map<number, Run[]>, mbOfOneCpu: number) {
  const inits = (runs.get(mbOfOneCpu) ?? []).map((run) => run.initMs);
  const rows = [...runs].map(([size, done]) => {
    const { billed, lambda } = row(size, done, inits);
    return [size, { warmMs: round(billed), coldMs: round(lambda[1] - billed) }] as const;
  });
  return Object.fromEntries(rows);
}

function round(ms: number): number {
  return Number(ms.toFixed(1));
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
  // Lambda bills each started millisecond.
  const billed = warm.reduce((sum, time) => sum + Math.ceil(time), 0) / warm.length;
  return {
    ...{ size, init, first, cold, lambda, billed },
    p50: median(warm),
    p99: percentile(warm, 0.99),
    maxMemory: Math.max(...runs.map(({ maxMemoryMb }) => maxMemoryMb)),
    warmGbs: gbSecondsOfMillion(size, billed),
    coldGbs: gbSecondsOfMillion(size, lambda[1]),
  };
}

/** By medians, and by the fastest containers: other load makes times longer, never shorter. */
function verdict(rows: Row[]): string {
  const chosen = ([0, 1] as const).map((which) =>
    rows.find((r) => r.lambda[which] <= patienceMs && r.maxMemory <= maxMemoryShare * r.size),
  );
  const [byFastest, byMedian] = chosen.map((found) => (found ? `${found.size} MB` : 'none'));
  return byFastest === byMedian
    ? `By medians and by the fastest containers: **${byMedian}**.`
    : `By medians: **${byMedian}**; by the fastest containers, which other load disturbed least: **${byFastest}**. This run
does not decide.`;
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
