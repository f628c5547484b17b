import { build } from 'esbuild';
import { test } from 'tap';
import { fakeDeployment } from '../support/deployment.ts';

const all = ['cloudformation deploy', 'create-invalidation', 'put-parameter'];
const allAgain = ['delete-parameter', ...all];
const siteAlone = allAgain.filter((step) => step !== 'cloudformation deploy');

test('the first release deploys everything, and notes the commit', async (t) => {
  const { commit, release, note } = await fakeDeployment(t);
  const first = await commit('app/app.ts');
  const { did, stack } = await release('changed');
  t.strictSame(did, all);
  t.strictSame(stack.output.trim().split('\n'), [
    'last=',
    'url=the-WebsiteUrl',
    'api=the-VisitorApiUrl',
    'LogRetentionDays=the-LogRetentionDays',
    'BreakdownDays=the-BreakdownDays',
    'Tracing=the-Tracing',
  ]);
  t.equal(await note(), `${first}\n`);
});

test('the stack gets its roles and parameters', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('app/app.ts');
  const { calls } = await deploy('stack all', {
    DIGEST: await pack('lambda'),
    STACK_NAME: 'other',
    OWNER_EMAIL: 'you@example.com',
    STACK_PARAMETERS: 'Tracing=on Architecture=x86_64',
  });
  const command = calls.find((call) => call.startsWith('cloudformation deploy')) ?? '';
  for (const part of [
    '--stack-name other ',
    '--s3-prefix other ',
    '--tags project=other ',
    '--role-arn the-ExecutionRoleArn ',
    'RoleBoundary=the-RoleBoundaryArn OwnerEmail=you@example.com Tracing=on Architecture=x86_64',
  ]) {
    t.ok(command.includes(part), part);
  }
});

const cases: [what: string, file: string, expected: string[]][] = [
  ['changed', 'public/resume.json', siteAlone],
  ['changed', 'site/page/resume-page.ts', siteAlone],
  ['changed', 'admin/app.tsx', siteAlone],
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
    const { commit, release, note } = await fakeDeployment(t);
    await commit('app/app.ts');
    await release('changed');
    const second = await commit(file);
    t.strictSame((await release(what)).did, expected);
    t.equal(await note(), `${second}\n`);
  });
}

test('"changed" includes all changes since the last deploy, not only the last commit', async (t) => {
  const { commit, release } = await fakeDeployment(t);
  await commit('app/app.ts');
  await release('changed');
  await commit('app/app.ts');
  await commit('public/resume.json');
  t.strictSame((await release('changed')).did, allAgain);
});

test('while a release is not tested, no commit is noted, and the next one deploys everything', async (t) => {
  const { commit, deploy, release, pack, note } = await fakeDeployment(t);
  await commit('app/app.ts');
  await release('changed');
  await commit('public/resume.json');
  await deploy('stack changed', { DIGEST: await pack('lambda') });
  await deploy('site', { DIGEST: await pack('site') });
  t.equal(await note(), '');
  await commit('public/resume.json');
  t.strictSame((await release('changed')).did, all);
});

test('everything is deployed if the noted commit is not in the history', async (t) => {
  const { commit, release, setNote } = await fakeDeployment(t);
  await commit('public/resume.json');
  await setNote('0123456789012345678901234567890123456789');
  t.strictSame((await release('changed')).did, allAgain);
});

test('a roll-back deploys template and site of the noted commit, and notes it', async (t) => {
  const { commit, deploy, release, pack, note, get, read } = await fakeDeployment(t);
  const first = await commit('template.yaml');
  const template = await read('template.yaml');
  await release('all');
  await commit('template.yaml');
  const { output } = await deploy('stack all', { DIGEST: await pack('lambda') });
  t.match(output, `last=${first}\n`);
  await deploy('site', { DIGEST: await pack('site', 'new and broken') });
  t.equal(await get('the-WebsiteBucketName', 'index.html'), 'new and broken');

  const { code, did } = await deploy(`roll-back ${first}`);
  t.equal(code, 0);
  t.strictSame(did, all);
  t.equal(await read('dist/packaged.yaml'), template);
  t.equal(await get('the-WebsiteBucketName', 'index.html'), 'built');
  t.equal(await note(), `${first}\n`);
});

test('a second release of the same commit, which is broken, is rolled back to the first one', async (t) => {
  const { commit, deploy, release, pack, get } = await fakeDeployment(t);
  const only = await commit('template.yaml');
  await release('all');
  const { output } = await deploy('stack all', { DIGEST: await pack('lambda') });
  t.match(output, `last=${only}\n`);
  await deploy('site', { DIGEST: await pack('site', 'broken') });
  t.equal(await get('the-WebsiteBucketName', 'index.html'), 'broken');
  t.equal((await deploy(`roll-back ${only}`)).code, 0);
  t.equal(await get('the-WebsiteBucketName', 'index.html'), 'built');
});

// As `aws cloudformation package` writes it.
const bucket = 'the-SourceBucket';
const packaged = `Resources:
  ApiFunction:
    Properties:
      CodeUri: s3://${bucket}/cloud-resume/aa11
  NightlyFunction:
    Properties:
      CodeUri: s3://${bucket}/cloud-resume/aa11
  OtherFunction:
    Properties:
      CodeUri: s3://${bucket}/cloud-resume/aa11bb
`;

test('the code is signed before it is deployed, once the stack has a profile', async (t) => {
  const { commit, deploy, pack, read } = await fakeDeployment(t);
  await commit('template.yaml', packaged);
  const DIGEST = await pack('lambda');
  const { code, calls } = await deploy('stack all', { DIGEST, PROFILE: 'SigningProfile_a1' });
  t.equal(code, 0);
  const signed = (key: string) => `cloud-resume/signed/cloud-resume/${key}`;
  const jobs = calls.filter((call) => call.startsWith('signer '));
  t.strictSame(
    jobs,
    ['aa11', 'aa11bb'].flatMap((key) => [
      `signer start-signing-job --profile-name SigningProfile_a1 --output text --query jobId --source s3={bucketName=${bucket},key=cloud-resume/${key},version=version-of-cloud-resume/${key}} --destination s3={bucketName=${bucket},prefix=cloud-resume/signed/}`,
      `signer wait successful-signing-job --job-id ${signed(key)}`,
      `signer describe-signing-job --job-id ${signed(key)} --output text --query signedObject.s3.key`,
    ]),
  );
  t.equal(
    await read('dist/packaged.yaml'),
    packaged.replaceAll(
      /cloud-resume\/(\w+)$/gm,
      (_, key) => `cloud-resume/signed/cloud-resume/${key}`,
    ),
  );
  const order = calls.filter((call) => /^(signer wait|cloudformation deploy)/.test(call));
  t.match(order.at(-1), /^cloudformation deploy/);
});

test('nothing is deployed when the code could not be signed', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('template.yaml', packaged);
  for (const FAILS of [
    "'SigningProfileName'",
    'head-object',
    'start-signing-job',
    'signer wait',
    'describe-signing-job',
  ]) {
    const DIGEST = await pack('lambda');
    const { code, did } = await deploy('stack all', {
      DIGEST,
      PROFILE: 'SigningProfile_a1',
      FAILS,
    });
    t.not(code, 0, FAILS);
    t.notOk(did.includes('cloudformation deploy'), FAILS);
  }
});

test('without a profile, as before the first deploy, nothing is signed', async (t) => {
  const { commit, deploy, pack, read } = await fakeDeployment(t);
  await commit('template.yaml', packaged);
  for (const PROFILE of ['', 'None', 'no stack']) {
    const { code, calls } = await deploy('stack all', { DIGEST: await pack('lambda'), PROFILE });
    t.equal(code, 0);
    t.notMatch(calls.join('\n'), /signer/);
    t.equal(await read('dist/packaged.yaml'), packaged);
  }
});

test('a failed first deploy is removed before the next one', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('app/app.ts');
  const DIGEST = await pack('lambda');
  const { did } = await deploy('stack all', { DIGEST, STATUS: 'ROLLBACK_COMPLETE' });
  t.strictSame(did, ['delete-stack', 'cloudformation deploy']);
});

test('a failed deploy fails, and says which resources failed', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('app/app.ts');
  const DIGEST = await pack('lambda');
  const { code, calls } = await deploy('stack all', { DIGEST, FAILS: 'cloudformation deploy' });
  t.not(code, 0);
  t.match(calls.at(-1), /describe-stack-events/);
});

test('nothing is deployed if the archive is not the one that was built', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('app/app.ts');
  for (const [part, args] of [
    ['lambda', 'stack all'],
    ['site', 'site'],
  ] as const) {
    const DIGEST = await pack(part);
    await pack(part, 'other');
    const { code, errors, did } = await deploy(args, { DIGEST });
    t.not(code, 0);
    t.match(errors, /WARNING: 1 computed checksum did NOT match/);
    t.strictSame(did, []);
    t.match((await deploy(args)).errors, /DIGEST: the digest of the archive/);
  }
});

test('an archive with a link is refused: its target may be a secret of the machine', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('app/app.ts');
  const DIGEST = await pack('site', 'built', '/proc/self/environ');
  const { code, errors, did } = await deploy('site', { DIGEST });
  t.not(code, 0);
  t.match(errors, /contains more than files and folders: .*link\.html/);
  t.strictSame(did, []);
});

test('nothing is deployed if the noted commit or the roles cannot be read', async (t) => {
  const { commit, deploy, pack } = await fakeDeployment(t);
  await commit('app/app.ts');
  for (const [environment, problem] of [
    [{ AWS_ERROR: 'AccessDenied' }, /AccessDenied/],
    [{ NO_OUTPUT: 'SourceBucket' }, /aws-sam-cli-managed-default has no output SourceBucket/],
    [{ NO_OUTPUT: 'ExecutionRoleArn' }, /cloud-resume-pipeline has no output ExecutionRoleArn/],
    [{ NO_OUTPUT: 'RoleBoundaryArn' }, /cloud-resume-pipeline has no output RoleBoundaryArn/],
  ] as const) {
    const DIGEST = await pack('lambda');
    const { code, errors, did } = await deploy('stack changed', { DIGEST, ...environment });
    t.not(code, 0);
    t.match(errors, problem);
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
