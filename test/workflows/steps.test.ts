import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { test } from 'tap';
import { parse } from 'yaml';
import { workflows } from '../support/workflows.ts';

const run = promisify(execFile);
const steps = (await run('.ci/run', ['--list'])).stdout.trim().split('\n');
const checks = (await workflows()).find(({ name }) => name === 'checks.yml');
const jobs = checks?.jobs ?? {};
const summary = jobs.checks;

test('GitHub runs the steps of .ci/run, each in a job of its own', async (t) => {
  t.ok(steps.length > 5);
  t.strictSame(jobs.step?.strategy?.matrix.step, steps);
  t.ok(jobs.step?.steps?.some(({ run }) => run === '.ci/run "$STEP"'));
});

test('the summary job needs all other jobs', async (t) => {
  const others = Object.keys(jobs).filter((id) => id !== 'checks');
  t.strictSame(summary?.needs, others);
  t.equal(
    summary?.if,
    'always()',
    'otherwise it is skipped when a job fails, and a skipped job passes',
  );
});

for (const [results, code] of [
  [['success', 'success'], 0],
  [['failure', 'success'], 1],
  [['success', 'cancelled'], 1],
  [['skipped', 'success'], 1],
] as const) {
  test(`the summary job exits with ${code} after ${results.join(' and ')}`, async (t) => {
    const [step] = summary?.steps ?? [];
    t.match(step?.env?.RESULTS, /join\(needs\.\*\.result, ' '\)/);
    const env = { ...process.env, RESULTS: results.join(' ') };
    // As GitHub runs it.
    const { status } = spawnSync('bash', ['-e', '-c', step?.run ?? ''], { env });
    t.equal(status, code);
  });
}

for (const args of [['nonsense'], ['test', 'nonsense'], ['']]) {
  test(`.ci/run rejects "${args.join(' ')}" with one line`, async (t) => {
    const { code, stdout, stderr } = await run('.ci/run', args).catch((error) => error);
    t.equal(code, 1);
    t.equal(stdout, '');
    t.match(stderr, /^There is no step .*test dev.*\n$/);
  });
}

test('Dependabot updates the packages of each lock file', async (t) => {
  const { updates } = parse(await readFile('.github/dependabot.yml', 'utf8'));
  const npm = updates.filter((update: object) => Object.values(update).includes('npm'));
  const { stdout } = await run('git', ['ls-files', '*package-lock.json']);
  const folders = stdout
    .trim()
    .split('\n')
    .map((file) => `/${file.replace(/\/?package-lock\.json$/, '')}`);
  t.strictSame(
    npm.flatMap((update: { directories: string[] }) => update.directories),
    folders,
  );
});
