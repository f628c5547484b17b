import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Test } from 'tap';
import type { FaultProxy } from './fault-proxy.ts';
import type { Answer } from './target.ts';

/** Whether to run every variant of a storm, as `npm run test:faults` does, and not one of each kind. */
export const everyStorm = process.env.STORMS === 'all';

/** API Gateway answers 504 itself after this time. Tests bound an answer by it, as machines differ in speed. */
export const gatewayMs = 29_000;

export interface Timed {
  answer: Answer;
  ms: number;
}

/** The answers to `count` calls, `parallel` of them at a time. */
export async function storm(
  call: (i: number) => Promise<Answer>,
  count: number,
  parallel: number,
): Promise<Timed[]> {
  let next = 0;
  const answers: Timed[] = [];
  const worker = async () => {
    while (next < count) {
      const i = next++;
      answers[i] = await timed(() => call(i));
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return answers;
}

export async function timed<T = Answer>(
  call: () => Promise<T>,
): Promise<{ answer: T; ms: number }> {
  const start = performance.now();
  const answer = await call();
  return { answer, ms: Math.round(performance.now() - start) };
}

/** Refuses connections for 50 ms, four times a second. */
export function flap(proxy: FaultProxy) {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = (async () => {
      await proxy.refuse();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await proxy.accept();
    })();
  }, 250);
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}

/** Keeps one processor core busy until the test ends, for two minutes at most. */
export async function busyCore(t: Test): Promise<void> {
  const loop = 'const end = Date.now() + 120_000; while (Date.now() < end);';
  const child = spawn(process.execPath, ['--eval', loop], { stdio: 'ignore' });
  await once(child, 'spawn');
  t.teardown(async () => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  });
}
