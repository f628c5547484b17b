import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { hasCredentials, packageCommands, problems, workflows } from '../support/workflows.ts';

const all = await workflows();
const jobsOf = (file: string) => all.find(({ name }) => name === file)?.jobs ?? {};
const release = jobsOf('release.yml');
const jobs = all.flatMap(({ name, jobs }) =>
  Object.entries(jobs).map(([id, job]) => ({ where: `${name}, ${id}`, job })),
);

test("GitHub's language service finds no problem in the workflows", async (t) => {
  t.strictSame(all.map(({ name }) => name).sort(), [
    'checks.yml',
    'codeql.yml',
    'deploy.yml',
    'release.yml',
    'teardown.yml',
  ]);
  for (const workflow of all) t.strictSame(await problems(workflow), []);
});

test("GitHub's language service finds the mistakes in a wrong workflow", async (t) => {
  const text = `
    on: push
    jobs:
      one: { runs-on: ubuntu-24.04, steps: [{ run: "\${{ secret.x }}" }] }
      two: { runs-on: ubuntu-24.04, needs: three, step: [] }`;
  const found = (await problems({ name: 'wrong.yml', text })).join();
  for (const wrong of ["'secret'", "'three'", "'step'"]) t.ok(found.includes(wrong), found);
});

test('actions are pinned by commit, with their version in a comment', async (t) => {
  const used = all.flatMap(({ text }) => text.match(/\buses: .*/g) ?? []);
  t.ok(used.length > 5);
  for (const line of used) {
    t.match(line, /^uses: (\$\/\.github\/workflows\/\S+|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  }
  const versions = new Set(used.filter((line) => line.includes('@')));
  const actions = new Set([...versions].map((line) => line.split('@')[0]));
  t.equal(versions.size, actions.size, 'each in one version only');
});

/** What a job may write besides an id-token, which `hasCredentials` is about. */
const mayWrite: Record<string, string[]> = {
  'codeql.yml, analyze': ['security-events'],
  // The caller of the one with the job.
  'deploy.yml, release': ['attestations'],
  'release.yml, provenance': ['attestations'],
};

test('every workflow states its permissions, and jobs write only what is listed', async (t) => {
  for (const { name, permissions } of all) t.ok(permissions, `${name} states permissions`);
  for (const { where, job } of jobs) {
    const written = Object.entries(job.permissions ?? {})
      .filter(([name, access]) => access !== 'read' && name !== 'id-token')
      .map(([name]) => name);
    t.strictSame(written, mayWrite[where] ?? [], where);
  }
});

test('no script contains a GitHub expression: values come in variables', async (t) => {
  for (const { where, job } of jobs) {
    for (const { run = '' } of job.steps ?? []) t.notMatch(run, /\$\{\{/, where);
  }
});

test('every job has a timeout', async (t) => {
  for (const { where, job } of jobs) t.ok(job.uses ?? job['timeout-minutes'], where);
});

test('workflows that change the stack run one at a time and are never cancelled', async (t) => {
  const changing = all.filter(({ text }) => text.includes('role-to-assume'));
  t.strictSame(changing.map(({ name }) => name).sort(), ['release.yml', 'teardown.yml']);
  for (const { text } of changing) {
    t.match(text, /concurrency:\n +group: production\n +cancel-in-progress: false/);
  }
});

test('a job with credentials runs no code of packages', async (t) => {
  const trusted = jobs.filter(({ job }) => job.steps && hasCredentials(job));
  t.strictSame(
    trusted.map(({ where }) => where),
    [
      'release.yml, provenance',
      'release.yml, stack',
      'release.yml, publish',
      'release.yml, note',
      'release.yml, roll-back',
      'teardown.yml, teardown',
    ],
  );
  for (const { where, job } of trusted) {
    t.strictSame(await packageCommands(job), [], where);
    for (const { uses = '' } of job.steps ?? []) {
      t.match(
        uses,
        /^(actions\/(attest|checkout|download-artifact)@|aws-actions\/configure-aws-credentials@|$)/,
      );
    }
  }
});

test('GitHub attests the archive that is deployed, from a job that the role in AWS does not accept', async (t) => {
  const { provenance, stack } = release;
  const digest = `\${{ needs.function.outputs.digest }}`;
  t.equal(stack?.steps?.find(({ id }) => id === 'deploy')?.env?.DIGEST, digest);
  const attested = provenance?.steps?.filter(({ uses }) => uses?.startsWith('actions/attest@'));
  t.match(attested, [
    { with: { 'subject-digest': `sha256:${digest}` } },
    { with: { 'subject-digest': `sha256:${digest}`, 'predicate-path': 'sbom/lambda.json' } },
  ]);
  t.equal(provenance?.environment, undefined, 'the role requires one');
  for (const { where, job } of jobs) {
    const usesRole = JSON.stringify(job).includes('role-to-assume');
    t.equal(usesRole, job.permissions?.['id-token'] === 'write' && 'environment' in job, where);
  }
});

test('CodeQL reads pull requests, the main branch, and old code once a month', async (t) => {
  const { on, jobs } = all.find(({ name }) => name === 'codeql.yml') ?? {};
  t.match(on, { push: { branches: ['main'] }, pull_request: { branches: ['main'] } });
  t.match(on?.schedule?.[0]?.cron, /^\d+ \d+ 1 \* \*$/);
  const used = jobs?.analyze?.steps?.map(({ uses }) => uses?.split('@')[0]);
  t.strictSame(used?.slice(1), ['github/codeql-action/init', 'github/codeql-action/analyze']);
  t.match(jobs?.analyze?.steps?.[1]?.with?.languages, /javascript-typescript/);
});

test('a job that runs the code of packages has no credentials, and no secret before they are installed', async (t) => {
  let found = 0;
  for (const { where, job } of jobs) {
    if ((await packageCommands(job)).length === 0) continue;
    found += 1;
    t.notOk(hasCredentials(job), where);
    for (const { run = '', env = {} } of job.steps ?? []) {
      if (/npm ci|build\.sh/.test(run)) t.notMatch(JSON.stringify(env), /secrets\./, where);
    }
  }
  t.ok(found > 5, 'it recognizes such jobs');
});

test('packages are also found in a script that a script starts', async (t) => {
  const found = await packageCommands({ steps: [{ run: 'scripts/aws/build.sh lambda' }] });
  t.match(found.join(), /npm/);
  t.strictSame(await packageCommands({ steps: [{ run: 'aws sts get-caller-identity' }] }), []);
});

test('the build of the site gets what npm run publish-site gives it', async (t) => {
  const build = release.site?.steps?.find(({ run }) => run?.includes('build.sh site'));
  const script = await readFile('scripts/publish-site.ts', 'utf8');
  const given = [...script.matchAll(/\b([A-Z][A-Z_]+)(?=: )/g)].map(([name]) => name);
  t.ok(given.includes('LOG_RETENTION_DAYS'));
  t.strictSame(Object.keys(build?.env ?? {}).sort(), given.sort());
});

test('only the smoke test decides whether a release is noted or rolled back', async (t) => {
  t.equal(release.note?.needs, 'smoke');
  for (const id of ['roll-back', 'nothing-to-roll-back-to']) {
    t.strictSame(release[id]?.needs, ['stack', 'site', 'publish', 'smoke'], id);
    t.match(release[id]?.if, /^failure\(\) && /, id);
  }
  for (const id of ['smoke', 'smoke-again']) {
    const steps = release[id]?.steps ?? [];
    t.strictSame(
      steps.flatMap(({ run = [] }) => run),
      ['npm ci', 'npm run test:smoke'],
      id,
    );
    t.notOk(
      steps.some((step) => step['continue-on-error']),
      id,
    );
  }
});

test('the live suite only reports: it runs without credentials, and nothing but a red run depends on it', async (t) => {
  const { live } = release;
  t.ok(live?.needs?.includes('smoke'), 'after what decides');
  t.strictSame(live?.permissions, { contents: 'read' });
  const suite = live?.steps?.find(({ run }) => run?.includes('npm run test:live'));
  t.match(suite, { id: 'suite', 'continue-on-error': true });
  t.match(live?.outputs?.outcome, /^\$\{\{ steps\.suite\.outcome \}\}$/);
  const { text = '' } = all.find(({ name }) => name === 'release.yml') ?? {};
  t.match(text, /\n {6}live:\n.*\n {8}value: \$\{\{ jobs\.live\.outputs\.outcome \}\}\n/);
  const dependent = jobs.filter(({ job }) => [job.needs ?? []].flat().includes('live'));
  t.strictSame(dependent, []);

  const { report, posts } = jobsOf('deploy.yml');
  t.equal(report?.if, "needs.release.outputs.live != 'success'");
  const [step] = report?.steps ?? [];
  // As GitHub runs it.
  const { status, stdout } = spawnSync('bash', ['-e', '-c', step?.run ?? '']);
  t.equal(status, 1, 'the run is red');
  t.match(`${stdout}`, /^::error title=The live suite failed::.*\n$/);
  t.equal(posts?.needs, 'release', 'posts do not depend on the report');
});
