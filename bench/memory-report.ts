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
  const { rounds, mbOfOneCpu, image } = conditions;
  const whole = median((runs.get(mbOfOneCpu) ?? []).map((run) => run.initMs));
  const rows = [...runs].map(([size, done]) => row(size, done, whole));
  const best = rows.find((r) => r.coldOnLambda <= patienceMs && r.maxMemory <= fullest * r.size);
  const next = best && rows[rows.indexOf(best) + 1];
  return `# Memory of the function

Written by \`npm run bench:memory\`, which measures the built bundle. Do not edit.

| Memory | Share of a processor | Init | First answer | Cold start | Cold start, Lambda's init | Warm p50 | Warm p99 | Memory used |
|---|---|---|---|---|---|---|---|---|
${rows.map((r) => `| ${r.size} MB | ${(r.size / mbOfOneCpu).toFixed(2)} | ${ms(r.init)} | ${ms(r.first)} | ${ms(r.init + r.first)} | ${ms(r.coldOnLambda)} | ${r.p50.toFixed(1)} ms | ${r.p99.toFixed(1)} ms | ${Math.round(r.maxMemory)} MB |`).join('\n')}

What a million \`GET /count\` cost when warm, requests included, and a million cold starts on top:

| Memory | GB-seconds, warm | arm64 | x86_64 | GB-seconds, cold starts | arm64 | x86_64 |
|---|---|---|---|---|---|---|
${rows.map((r) => `| ${r.size} MB | ${r.warmGbs.toFixed(0)} | ${dollars(r.warmGbs, 'arm64')} | ${dollars(r.warmGbs, 'x86_64')} | ${r.coldGbs.toFixed(0)} | ${dollars(r.coldGbs, 'arm64', 0)} | ${dollars(r.coldGbs, 'x86_64', 0)} |`).join('\n')}

## Recommendation

${recommend(best, next)}

## How it is measured

- ${rounds} rounds; in each, one fresh container per size, so that what else the machine does meets all sizes
  alike. Times are medians of the containers, warm ones percentiles of all requests, 25 ms apart.
- The container (\`${image}\`) has the memory, and of each 20 ms the share of one processor, that Lambda
  gives a function of that size: one whole at ${mbOfOneCpu} MB.
- Init goes from the start of Node to the handler, the first answer is one \`GET /count\`, which opens the connection
  to DynamoDB Local beside it.
- Prices are AWS's list prices in us-east-1, typed in by hand on 2026-11-21: $${dollarsPerGbSecond.arm64} (arm64) and $${dollarsPerGbSecond.x86_64} (x86_64)
  a GB-second, $${dollarsPerMillionRequests.toFixed(2)} a million requests. What AWS gives away each month is not taken off. Cold starts are
  billed with their init.

## What it cannot show

- Lambda's own processors, its runtime client, getting the code to the machine, and DynamoDB's distance. Ratios
  between sizes hold better than milliseconds; the machine that measured has other work, too.
- Lambda is said to give a function [a whole processor during init](https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-serverless/init-heavy-lifting), whatever its size. "Lambda's init" is the
  init at ${mbOfOneCpu} MB, with the first answer of the size.
- arm64 is priced, not measured, where the machine is x86_64. Times are taken to be the same.
`;
}

function row(size: number, runs: Run[], initWhole: number) {
  const of = (pick: (run: Run) => number) => median(runs.map(pick));
  const warm = runs.flatMap(({ warmMs }) => warmMs).sort((a, b) => a - b);
  const init = of(({ initMs }) => initMs);
  const first = of(({ firstMs }) => firstMs);
  // Billed by the millisecond begun.
  const billed = warm.reduce((sum, time) => sum + Math.ceil(time), 0) / warm.length;
  const coldOnLambda = initWhole + first;
  return {
    ...{ size, init, first, coldOnLambda },
    p50: percentile(warm, 0.5),
    p99: percentile(warm, 0.99),
    maxMemory: Math.max(...runs.map(({ maxMemoryMb }) => maxMemoryMb)),
    warmGbs: gbSecondsOfMillion(size, billed),
    coldGbs: gbSecondsOfMillion(size, coldOnLambda),
  };
}

function recommend(best?: ReturnType<typeof row>, next?: ReturnType<typeof row>): string {
  if (!best) return `No size has a cold start within ${patienceMs} ms and memory to spare.`;
  const chosen = `**${best.size} MB**: the smallest with a cold start within ${patienceMs} ms (Lambda's init) that uses no more than half of its memory.`;
  if (!next) return chosen;
  const saved = Math.round(best.coldOnLambda - next.coldOnLambda);
  const factor = (next.warmGbs / best.warmGbs).toFixed(1);
  return `${chosen}
${next.size} MB would end a cold start ${saved} ms earlier, and take ${factor} times the GB-seconds when warm.`;
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

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}

function median(values: number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
