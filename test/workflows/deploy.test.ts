import { build } from 'esbuild';
import { test } from 'tap';
import { fakeDeployment } from '../support/deployment.ts';

const all = ['sam -- deploy', 'publish-site', 'test:live', 'put-parameter'];
const allAgain = ['delete-parameter', ...all];
const siteAlone = allAgain.filter((step) => step !== 'sam -- deploy');

test('the first deploy deploys everything, and notes the commit', async (t) => {
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
  ['changed', 'content/posts/picture.png', siteAlone],
  ['changed', 'app/app.ts', allAgain],
  ['changed', 'template.yaml', allAgain],
  ['changed', 'package-lock.json', allAgain],
  ['all', 'public/resume.json', allAgain],
];
for (const [what, file, expected] of cases) {
  const part = expected === siteAlone ? 'only the site' : 'everything';
  test(`"${what}" deploys ${part} after a change of ${file}`, async (t) => {
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

test('"changed" includes all changes since the last deploy, not only the last commit', async (t) => {
  const { commit, deploy } = await fakeDeployment(t);
  await commit('app/app.ts');
  await deploy('changed');
  await commit('app/app.ts');
  await commit('public/resume.json');
  t.strictSame((await deploy('changed')).did, allAgain);
});

test('after a failed live suite, no commit is noted, and the next deploy deploys everything', async (t) => {
  const { commit, deploy, note } = await fakeDeployment(t);
  await commit('app/app.ts');
  await deploy('changed');
  await commit('public/resume.json');
  t.not((await deploy('changed', { FAILS: 'run test:live' })).code, 0);
  t.equal(await note(), '');
  await commit('public/resume.json');
  t.strictSame((await deploy('changed')).did, all);
});

test('an earlier commit can be deployed again', async (t) => {
  const { checkout, commit, deploy, note } = await fakeDeployment(t);
  const first = await commit('app/app.ts');
  await deploy('changed');
  await commit('app/app.ts');
  await deploy('changed', { FAILS: 'run test:live' });
  await checkout(first);
  t.strictSame((await deploy('all')).did, all);
  t.equal(await note(), `${first}\n`);
});

test('everything is deployed if the noted commit is not in the history', async (t) => {
  const { commit, deploy, setNote } = await fakeDeployment(t);
  await commit('public/resume.json');
  await setNote('0123456789012345678901234567890123456789');
  t.strictSame((await deploy('changed')).did, allAgain);
});

test('nothing is deployed if the noted commit or the roles cannot be read', async (t) => {
  const { commit, deploy } = await fakeDeployment(t);
  await commit('app/app.ts');
  for (const [environment, problem] of [
    [{ AWS_ERROR: 'AccessDenied' }, /AccessDenied/],
    [{ NO_OUTPUT: 'ExecutionRoleArn' }, /cloud-resume-pipeline has no output ExecutionRoleArn/],
    [{ NO_OUTPUT: 'RoleBoundaryArn' }, /cloud-resume-pipeline has no output RoleBoundaryArn/],
  ] as const) {
    const { code, output, did } = await deploy('changed', environment);
    t.not(code, 0);
    t.match(output, problem);
    t.strictSame(did, []);
  }
});

test('the function contains no file that deploy.sh deploys as the site', async (t) => {
  const { metafile } = await build({
    entryPoints: ['app/entry/api.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
  });
  const appFiles = Object.keys(metafile.inputs).filter((file) => file.startsWith('app/'));
  t.ok(appFiles.length > 10);
  t.strictSame(
    appFiles.filter((file) => file.startsWith('site/')),
    [],
  );
});
