import { build } from 'esbuild';
import { test } from 'tap';
import { fakeDeployment } from '../support/deployment.ts';

const all = ['sam -- deploy', 'publish-site', 'test:live', 'put-parameter'];
const allAgain = ['delete-parameter', ...all];
const siteAlone = allAgain.filter((step) => step !== 'sam -- deploy');

test('the first time, all is deployed, and the commit noted', async (t) => {
  const { commit, deploy, note } = await fakeDeployment(t);
  const first = await commit('app/app.ts');
  const { code, did } = await deploy('changed');
  t.equal(code, 0);
  t.strictSame(did, all);
  t.equal(await note(), `${first}\n`);
  t.equal((await deploy('last')).output, `commit=${first}\n`);
});

test('the stack gets its roles and parameters', async (t) => {
  const { commit, deploy } = await fakeDeployment(t);
  await commit('app/app.ts');
  const { calls } = await deploy('all', {
    STACK_NAME: 'other',
    OWNER_EMAIL: 'you@example.com',
    STACK_PARAMETERS: 'Tracing=on Architecture=x86_64',
  });
  const command = calls.find((call) => call.includes('sam -- deploy')) ?? '';
  for (const part of [
    '--stack-name other ',
    '--tags project=other ',
    '--role-arn some-output ',
    'RoleBoundary=some-output OwnerEmail=you@example.com Tracing=on Architecture=x86_64',
  ]) {
    t.ok(command.includes(part), part);
  }
});

const cases: [what: string, file: string, expected: string[]][] = [
  ['changed', 'public/resume.json', siteAlone],
  ['changed', 'site/page/resume-page.ts', siteAlone],
  ['changed', 'docs/pipeline.md', siteAlone],
  ['changed', 'app/app.ts', allAgain],
  ['changed', 'template.yaml', allAgain],
  ['changed', 'package-lock.json', allAgain],
  ['all', 'public/resume.json', allAgain],
];
for (const [what, file, expected] of cases) {
  test(`"${what}" after a change of ${file}`, async (t) => {
    const { commit, deploy, note } = await fakeDeployment(t);
    await commit('app/app.ts');
    await deploy('changed');
    const second = await commit(file);
    const { code, did } = await deploy(what);
    t.equal(code, 0);
    t.strictSame(did, expected);
    t.equal(await note(), `${second}\n`);
  });
}

test('what changed is all since the last deploy, not since the last commit', async (t) => {
  const { commit, deploy } = await fakeDeployment(t);
  await commit('app/app.ts');
  await deploy('changed');
  await commit('app/app.ts');
  await commit('public/resume.json');
  t.strictSame((await deploy('changed')).did, allAgain);
});

test('after a failed live suite nothing is noted, and all is deployed next', async (t) => {
  const { commit, deploy, note } = await fakeDeployment(t);
  await commit('app/app.ts');
  await deploy('changed');
  await commit('public/resume.json');
  t.not((await deploy('changed', { FAILS: 'run test:live' })).code, 0);
  t.equal(await note(), '');
  await commit('public/resume.json');
  t.strictSame((await deploy('changed')).did, all);
});

test('an earlier commit is deployed again by itself', async (t) => {
  const { checkout, commit, deploy, note } = await fakeDeployment(t);
  const first = await commit('app/app.ts');
  await deploy('changed');
  await commit('app/app.ts');
  await deploy('changed', { FAILS: 'run test:live' });
  await checkout(first);
  t.strictSame((await deploy('all')).did, all);
  t.equal(await note(), `${first}\n`);
});

test('a commit that is no longer in the history is compared with nothing', async (t) => {
  const { commit, deploy, setNote } = await fakeDeployment(t);
  await commit('public/resume.json');
  await setNote('0123456789012345678901234567890123456789');
  t.strictSame((await deploy('changed')).did, allAgain);
});

test('nothing is touched while it is unclear what is live, or who may change it', async (t) => {
  const { commit, deploy } = await fakeDeployment(t);
  await commit('app/app.ts');
  for (const [environment, problem] of [
    [{ AWS_SAYS: 'AccessDenied' }, /AccessDenied/],
    [{ NO_OUTPUT: 'ExecutionRoleArn' }, /cloud-resume-pipeline has no output ExecutionRoleArn/],
    [{ NO_OUTPUT: 'RoleBoundaryArn' }, /cloud-resume-pipeline has no output RoleBoundaryArn/],
  ] as const) {
    const { code, output, did } = await deploy('changed', environment);
    t.not(code, 0);
    t.match(output, problem);
    t.strictSame(did, []);
  }
});

test('what counts as the site is no part of the function', async (t) => {
  const { metafile } = await build({
    entryPoints: ['app/entry/api.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
  });
  const ours = Object.keys(metafile.inputs).filter((file) => file.startsWith('app/'));
  t.ok(ours.length > 10);
  t.strictSame(
    ours.filter((file) => file.startsWith('site/')),
    [],
  );
});
