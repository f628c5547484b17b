import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Test } from 'tap';
import { stubAws } from './aws-stub.ts';

const run = promisify(execFile);
const steps =
  /cloudformation deploy|create-invalidation|delete-parameter|put-parameter|delete-stack/;

/** scripts/aws/deploy.sh in a repository of its own, with a stub of `aws`. */
export async function fakeDeployment(t: Test) {
  const folder = t.testdir({ repository: { '.gitignore': 'dist', 'template.yaml': 'template' } });
  const cwd = join(folder, 'repository');
  const aws = await stubAws(join(folder, 'aws'));
  for (const name of ['common', 'deploy', 'publish']) {
    await cp(`scripts/aws/${name}.sh`, join(cwd, `scripts/aws/${name}.sh`));
  }
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd });
  await git('init', '--quiet');

  /** An archive as a job without credentials makes it. Returns its digest. */
  async function pack(part: string, text = 'built', link?: string): Promise<string> {
    const built = join(folder, 'built');
    await rm(built, { recursive: true, force: true });
    await mkdir(built);
    await writeFile(join(built, 'index.html'), text);
    if (link) await run('ln', ['-s', link, join(built, 'link.html')]);
    const archive = join(cwd, `dist/${part}.tar.gz`);
    await mkdir(dirname(archive), { recursive: true });
    await run('tar', ['-czf', archive, '-C', built, '.']);
    return createHash('sha256')
      .update(await readFile(archive))
      .digest('hex');
  }

  /** Runs the script. `did` lists what it did, in order. */
  async function deploy(args: string, more: Record<string, string> = {}) {
    const env = { ...aws.env, ...more };
    await aws.forget();
    const { code, stdout, stderr } = await run(
      'bash',
      ['scripts/aws/deploy.sh', ...args.split(' ')],
      {
        cwd,
        env,
      },
    ).then(
      (result) => ({ code: 0, ...result }),
      (error) => error,
    );
    const calls = await aws.calls();
    const did = calls.flatMap((call) => call.match(steps)?.[0] ?? []);
    return { code, output: stdout, errors: stderr, calls, did };
  }

  return {
    ...aws,
    pack,
    deploy,
    read: (file: string) => readFile(join(cwd, file), 'utf8'),
    /** Commits a change of a file, and returns the commit's id. */
    async commit(file: string, text = `${Math.random()}`): Promise<string> {
      await mkdir(dirname(join(cwd, file)), { recursive: true });
      await writeFile(join(cwd, file), text);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', file);
      return (await git('rev-parse', 'HEAD')).stdout.trim();
    },
    /** What the jobs of a release do in the end, if the smoke test passes. */
    async release(what: string, more: Record<string, string> = {}) {
      const stack = await deploy(`stack ${what}`, { DIGEST: await pack('lambda'), ...more });
      const site = await deploy('site', { DIGEST: await pack('site'), ...more });
      const noted = await deploy('note', more);
      return { stack, site, did: [...stack.did, ...site.did, ...noted.did] };
    },
  };
}
