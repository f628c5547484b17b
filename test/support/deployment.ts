import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Test } from 'tap';

const run = promisify(execFile);

// Replaces `aws` and `npm`. It keeps the noted commit in a file, and records all calls.
const stub = `#!/usr/bin/env bash
folder=$(dirname "$0")
echo "$(basename "$0") $*" >>"$folder/calls"
case "$*" in
  "$FAILS"*) exit 1 ;;
  *get-parameter*) cat "$folder/note" 2>&- || { echo "\${AWS_ERROR:-ParameterNotFound}" >&2; exit 254; } ;;
  *delete-parameter*) rm "$folder/note" ;;
  *put-parameter*) git rev-parse HEAD >"$folder/note" ;;
  *"'$NO_OUTPUT'"*) ;;
  *describe-stacks*) echo some-output ;;
esac
`;
const steps = /sam -- deploy|publish-site|test:live|delete-parameter|put-parameter/;

/** scripts/aws/deploy.sh in a repository of its own, with stubs of `aws` and `npm`. */
export async function fakeDeployment(t: Test) {
  const folder = t.testdir({ repository: {}, bin: { calls: '' } });
  const cwd = join(folder, 'repository');
  const bin = join(folder, 'bin');
  for (const name of ['aws', 'npm']) await writeFile(join(bin, name), stub, { mode: 0o755 });
  await cp('scripts/aws/deploy.sh', join(cwd, 'scripts/aws/deploy.sh'));
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd });
  await git('init', '--quiet');

  return {
    /** Commits a change of a file, and returns the commit's id. */
    async commit(file: string): Promise<string> {
      await mkdir(dirname(join(cwd, file)), { recursive: true });
      await writeFile(join(cwd, file), `${Math.random()}`);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', file);
      return (await git('rev-parse', 'HEAD')).stdout.trim();
    },
    checkout: (commit: string) => git('checkout', '--quiet', commit),
    /** Runs the script. `did` lists what it did, in order. */
    async deploy(what: string, more: Record<string, string> = {}) {
      await writeFile(join(bin, 'calls'), '');
      const PATH = `${bin}:${process.env.PATH}`;
      const env = { PATH, FAILS: 'nothing', NO_OUTPUT: 'nothing', ...more };
      const { code, output } = await run('bash', ['scripts/aws/deploy.sh', what], {
        cwd,
        env,
      }).then(
        ({ stdout }) => ({ code: 0, output: stdout }),
        ({ code, stderr }) => ({ code, output: stderr }),
      );
      const calls = (await readFile(join(bin, 'calls'), 'utf8')).split('\n');
      return { code, output, calls, did: calls.flatMap((call) => call.match(steps)?.[0] ?? []) };
    },
    note: () => readFile(join(bin, 'note'), 'utf8').catch(() => ''),
    setNote: (text: string) => writeFile(join(bin, 'note'), text),
  };
}
