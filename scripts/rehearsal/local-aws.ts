import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from '../lib/processes.ts';
import { UserError } from '../lib/user-error.ts';
import { pythonTools } from '../python/virtual-environment.ts';

export const region = 'us-east-1';

export interface LocalAws {
  stop(): Promise<void>;
}

/**
 * Starts ministack, an emulator of AWS in one process, with IAM enforced. It stores its data in `folder`.
 * @param endpoint the URL that it will listen on.
 * @param more additional environment for its functions.
 * @throws {UserError} when the install fails, or it does not start.
 */
export async function startLocalAws(
  folder: string,
  endpoint: string,
  more: NodeJS.ProcessEnv,
): Promise<LocalAws> {
  const command = join(await pythonTools('local-aws'), 'ministack');
  const log = join(folder, 'local-aws.log');
  const output = await open(log, 'w');
  const child = spawn(command, {
    env: { ...(await makeFolders(folder)), ...settings(endpoint), ...more },
    stdio: ['ignore', output.fd, output.fd],
    // The terminal's Ctrl-C must not reach it: the rehearsal stops it last.
    detached: true,
  });
  const failed = new Promise<false>((resolve) => child.once('error', () => resolve(false)));
  await output.close();
  if (await Promise.race([failed, answers(endpoint, child)])) {
    return { stop: () => endProcess(child.pid as number) };
  }
  if (child.pid) await endProcess(child.pid);
  const lastLine = (await readFile(log, 'utf8')).trim().split('\n').at(-1);
  throw new UserError(
    `The local AWS (${command}) did not start: ${lastLine || 'it printed nothing'}`,
  );
}

async function makeFolders(HOME: string) {
  const folders = { STATE_DIR: join(HOME, 'state'), TMPDIR: join(HOME, 'tmp') };
  for (const folder of Object.values(folders)) await mkdir(folder);
  return { HOME, ...folders };
}

/** Its whole environment, which its functions inherit. */
function settings(endpoint: string) {
  const { hostname, port } = new URL(endpoint);
  return {
    // Functions run on the first Node in PATH.
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    BIND_HOST: hostname,
    GATEWAY_PORT: port,
    AUTH: 'true',
    // Without these settings, it would listen on fixed ports.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // Without an endpoint of their own, the app's clients would use TLS.
    DYNAMODB_ENDPOINT: endpoint,
    COGNITO_ENDPOINT: endpoint,
  };
}

async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) return false;
    const response = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (response?.ok) return true;
  }
  return false;
}
