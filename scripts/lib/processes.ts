import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Whether process `pid` exists and its command line contains `marker`: the system reuses ids. */
export async function isRunning(pid: number, marker: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    .catch(() => promisify(execFile)('ps', ['-o', 'args=', '-p', `${pid}`]).then((ps) => ps.stdout))
    .catch(() => '');
  return command.includes(marker);
}

/** Ends process `pid`: sends SIGTERM, and SIGKILL after 3 seconds. */
export async function endProcess(pid: number): Promise<void> {
  for (const [signal, tries] of [
    ['SIGTERM', 60],
    ['SIGKILL', 20],
  ] as const) {
    for (let i = 0; i < tries; i++) {
      try {
        process.kill(pid, i === 0 ? signal : 0);
      } catch {
        return;
      }
      await sleep(50);
    }
  }
}
