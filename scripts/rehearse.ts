import { AssertionError } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from './lib/user-error.ts';
import { onlyOnAws } from './rehearsal/only-on-aws.ts';
import { prepare } from './rehearsal/prepare.ts';
import { CommandError } from './rehearsal/run.ts';
import { step } from './rehearsal/step.ts';
import { steps } from './rehearsal/steps.ts';

// The whole life of a deployment, on a local AWS. docs/rehearsal.md lists what this proves.
const start = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
const started = [{ stop: () => rm(folder, { recursive: true, force: true }) }];
const interrupt = new AbortController();
const stop = () => interrupt.abort(new UserError('Stopped.'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// The reader of the output has closed the pipe: `npm run rehearse | head`.
for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);

try {
  const rehearsal = await prepare(folder, started, interrupt.signal);
  for (const [name, act] of steps) await step(name, () => act(rehearsal), interrupt.signal);
  console.log(`\nRehearsed in ${Math.round((performance.now() - start) / 1000)} s.`);
  console.log(`Only a real account shows:\n${await onlyOnAws()}`);
} catch (error) {
  process.exitCode = 1;
  const isExpected = [UserError, AssertionError, CommandError].some(
    (kind) => error instanceof kind,
  );
  console.error(isExpected ? (error as Error).message : error);
} finally {
  for (const part of started.reverse()) await part.stop();
}
