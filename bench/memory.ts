import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ContainerRuntimeClient } from 'testcontainers';
import { cleanupStack } from '../scripts/lib/cleanup-stack.ts';
import { runScript } from '../scripts/lib/user-error.ts';
import { containerEngine } from '../scripts/local/container-engine.ts';
import { startNetwork } from '../scripts/local/container-network.ts';
import { startContainer } from '../scripts/local/database-container.ts';
import { ensureLambdaImage, lambdaImage } from '../scripts/local/lambda-image.ts';
import { ownerLabels, removeContainer } from '../scripts/local/orphans.ts';
import { createTablesAt } from '../scripts/local/tables.ts';
import { durations, type Run, report } from './memory-report.ts';

/** With this much memory, a function has one whole processor; with less, a share of one. */
const mbOfOneCpu = 1769;
const sizesMb = [128, 256, 512, 1024, mbOfOneCpu];
const rounds = 7;
const periodMicroseconds = 20_000;
const DATA_TABLE_NAME = 'bench';
const EPHEMERAL_TABLE_NAME = 'bench-ephemeral';

const { started, stop } = cleanupStack();

await runScript(async () => {
  const engine = await containerEngine();
  await ensureLambdaImage(engine);
  try {
    const network = await startNetwork(engine);
    started.push(network);
    const database = await startContainer(undefined, network.name);
    started.push(database);
    const tables = { DataTable: DATA_TABLE_NAME, EphemeralTable: EPHEMERAL_TABLE_NAME };
    await createTablesAt(database.endpoint, tables, {});
    const loadBefore = currentLoad();
    const runs = new Map<number, Run[]>(sizesMb.map((size) => [size, []]));
    // Round by round, so that other load on the machine affects all sizes alike.
    for (let round = 1; round <= rounds; round++) {
      for (const [size, done] of runs) {
        const run = await runOnce(engine, network.name, size);
        console.log(
          `${round}/${rounds}  ${size} MB  cold ${Math.round(run.initMs + run.firstMs)} ms`,
        );
        done.push(run);
      }
    }
    const load: [number, number] = [loadBefore, currentLoad()];
    const conditions = { rounds, mbOfOneCpu, image: lambdaImage, processors: cpus().length, load };
    await writeFile('docs/memory.md', report(runs, conditions));
    const measured = JSON.stringify(durations(runs, mbOfOneCpu), undefined, 2);
    await writeFile('scripts/cost/durations.json', `${measured}\n`);
    console.log('Written: docs/memory.md and scripts/cost/durations.json');
  } finally {
    await stop();
  }
});

/** The load average of the last minute. */
function currentLoad(): number {
  return loadavg()[0] ?? 0;
}

/** Runs the built bundle in a fresh container with the memory and processor time of that size. */
async function runOnce(
  { container: { dockerode } }: ContainerRuntimeClient,
  network: string,
  size: number,
): Promise<Run> {
  const memory = size * 1024 * 1024;
  const binds = { 'dist/lambda': '/var/task', events: '/events', bench: '/bench' };
  const container = await dockerode.createContainer({
    Image: lambdaImage,
    Entrypoint: ['/var/lang/bin/node'],
    Cmd: ['/bench/memory-host.ts'],
    Labels: ownerLabels(),
    Env: [
      `DATA_TABLE_NAME=${DATA_TABLE_NAME}`,
      `EPHEMERAL_TABLE_NAME=${EPHEMERAL_TABLE_NAME}`,
      'DYNAMODB_ENDPOINT=http://dynamodb:8000',
      'AWS_ACCESS_KEY_ID=local',
      'AWS_SECRET_ACCESS_KEY=local',
      'AWS_LAMBDA_FUNCTION_NAME=bench',
      // The benchmark does not sign in.
      'USER_POOL_ID=us-east-1_none',
      'USER_POOL_CLIENT_ID=none',
    ],
    // Merges stdout and stderr.
    Tty: true,
    HostConfig: {
      NetworkMode: network,
      Binds: Object.entries(binds).map(([from, to]) => `${resolve(from)}:${to}:ro`),
      Memory: memory,
      MemorySwap: memory,
      CpuPeriod: periodMicroseconds,
      CpuQuota: Math.round((periodMicroseconds * size) / mbOfOneCpu),
    },
  });
  try {
    const output = await container.attach({ stream: true, stdout: true });
    const printed = text(output);
    await container.start();
    const { StatusCode } = await container.wait();
    if (StatusCode !== 0) throw new Error(`With ${size} MB: ${StatusCode}, ${await printed}`);
    // Among the lines that the app logs.
    const result = (await printed).split('\n').find((line) => line.startsWith('{"initMs"'));
    return JSON.parse(result ?? '');
  } finally {
    await removeContainer(dockerode, container.id);
  }
}
