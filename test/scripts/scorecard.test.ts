import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Test, test } from 'tap';
import { change, repositoryCopy, resultOf, steps } from '../support/scorecard.ts';

const run = promisify(execFile);

type Plant = [step: string, fact: RegExp, file: string, from: string | RegExp, to: string];

const template = 'template.yaml';
const workflow = (name: string) => `.github/workflows/${name}.yml`;

/** For each fact that holds here, a change of the repository that makes it a lack. */
const lacks: Plant[] = [
  ['2', /parses/, 'site/page/resume-page.ts', '<h1>', '<h1 a a>'],
  ['3', /rules/, 'public/style.css', /.*/s, ''],
  ['4', /public access/, template, 'BlockPublicPolicy: true', 'BlockPublicPolicy: false'],
  ['4', /access control/, template, 'SigningBehavior: always', 'SigningBehavior: never'],
  ['4', /access control/, template, 'OriginAccessControlId: !GetAtt SiteAccessControl.Id', ''],
  [
    '4',
    /only that/,
    template,
    'Principal: { Service: cloudfront.amazonaws.com }',
    'Principal: "*"',
  ],
  ['5', /HTTPS/, template, 'ViewerProtocolPolicy: https-only', 'ViewerProtocolPolicy: allow-all'],
  ['6', /DomainName/, template, /\[!Ref DomainName, !Sub "www.*"\]/, '[]'],
  ['7', /number/, 'public/track.js', 'fetch(number.dataset.from', 'fetch(other'],
  ['7', /number/, 'site/page/resume-page.ts', 'id="visitor-count"', 'id="count"'],
  ['8', /DynamoDB/, template, 'BillingMode: PAY_PER_REQUEST', 'BillingMode: PROVISIONED'],
  ['8', /DynamoDB/, template, 'DATA_TABLE_NAME: !Ref DataTable', 'DATA_TABLE_NAME: !Ref Other'],
  ['9', /API Gateway/, template, 'Principal: apigateway.amazonaws.com', 'Principal: "*"'],
  ['9', /database/, 'public/track.js', "fetch('/api/", "fetch('https://dynamodb.us-east-1/api/"],
  ['11', /counter/, 'test/count/', '', ''],
  ['11', /npm test/, 'package.json', '"npm run check && node scripts/test.ts"', '"true"'],
  ['12', /SAM/, template, /^Transform: .*$/m, ''],
  ['12', /sam deploy/, 'scripts/deploy.ts', "'sam', '--', 'deploy'", "'deploy'"],
  ['14', /after all checks/, workflow('deploy'), 'needs: checks', 'needs: []'],
  ['14', /run the tests/, workflow('checks'), '.ci/run "$STEP"', 'echo "$STEP"'],
  ['14', /`stack`/, workflow('release'), 'id-token: write # the role', 'id-token: none # the role'],
  ['14', /`stack`/, 'scripts/aws/deploy.sh', 'aws cloudformation deploy', 'echo'],
  ['14', /key of AWS/, workflow('teardown'), 'role-to-assume:', 'aws-access-key-id:'],
  ['15', /`publish`/, workflow('release'), 'scripts/aws/deploy.sh site', 'echo'],
  ['15', /cache/, 'scripts/aws/publish.sh', 'aws cloudfront create-invalidation', 'echo'],
  ['S3', /scans/, workflow('codeql'), /schedule:\n.*\n/, ''],
  ['S3', /scans/, workflow('codeql'), 'github/codeql-action/analyze@', 'actions/checkout@'],
  ['S4', /from what/, 'scripts/build.ts', /await writeSbom.*/, ''],
  ['S4', /attests/, workflow('release'), 'https://cyclonedx.org/bom', 'https://example.com'],
  ['S5', /fails/, workflow('checks'), '- run: npm run audit -- --signatures', ''],
  ['S7', /each function/, template, /CodeSigningConfigArn: .*/, ''],
  ['S7', /Signer/, 'scripts/aws/deploy.sh', 'aws signer start-signing-job', 'echo'],
  ['M1', /rolls back/, workflow('release'), / {2}roll-back:/, '  other:'],
  ['M1', /rolls back/, workflow('release'), 'npm run test:smoke', 'true'],
  ['M2', /alarms/, template, 'MetricName: Latency', 'MetricName: Count'],
  ['M2', /dashboard/, template, 'Type: AWS::CloudWatch::Dashboard', 'Type: AWS::SNS::Topic'],
  ['M3', /each action/, template, /Action: s3:GetObject(?=\n.*site\.json)/, 'Action: s3:*'],
  ['M3', /limits/, template, 'ResourcePath: /*,', 'ResourcePath: /count,'],
];

for (const [id, fact, file, from, to] of lacks) {
  test(`step ${id} is not done when a change of ${file} breaks: ${fact.source}`, async (t) => {
    const folder = await repositoryCopy(t);
    t.equal(find(await resultOf(id, '.'), fact).holds, true, 'it holds here');
    if (file.endsWith('/')) await rm(join(folder, file), { recursive: true });
    else await change(folder, file, from, to);
    const result = await resultOf(id, folder);
    t.equal(find(result, fact).holds, false);
    t.equal(result.status, 'not done');
  });
}

/** For each fact that does not hold here, a change that makes the step done. */
const additions: Plant[] = [
  ['10', /Python/, template, /Runtime: nodejs24.x/g, 'Runtime: python3.14'],
  ['T1', /stack/, 'main.tf', /^/, 'terraform {}'],
  [
    'R1',
    /WebSocket/,
    template,
    /^Resources:$/m,
    'Resources:\n  Live:\n    Type: AWS::ApiGatewayV2::Api\n    Properties: { ProtocolType: WEBSOCKET }\n',
  ],
];

for (const [id, fact, file, from, to] of additions) {
  test(`step ${id} is done once ${file} has what it lacks: ${fact.source}`, async (t) => {
    const folder = await repositoryCopy(t);
    t.equal((await resultOf(id, '.')).status, 'not done');
    await change(folder, file, from, to);
    t.equal((await resultOf(id, folder)).status, 'done');
  });
}

type Found = Awaited<ReturnType<typeof resultOf>>;

function find({ evidence }: Found, fact: RegExp) {
  const [one, ...others] = evidence.filter(({ what }) => fact.test(what));
  if (!one || others.length > 0) throw new Error(`${fact} names no single fact.`);
  return one;
}

test('every fact about the repository has a test that plants a lack', async (t) => {
  const others = [/certificate/, /links to a post/, /has commits/, /remote/, /signature$/];
  const unknowable = [/a rule for main/, /you wrote one/];
  for (const { id, facts } of steps) {
    for (const { what } of facts) {
      const planted = [...lacks, ...additions].some(
        ([step, fact]) => step === id && fact.test(what),
      );
      t.ok(planted || [...others, ...unknowable].some((one) => one.test(what)), `${id}: ${what}`);
    }
  }
});

/** A copy whose resume is somebody's. */
async function ownResume(t: Test, parts: object): Promise<string> {
  const folder = await repositoryCopy(t);
  const resume = { basics: { name: 'Ada', email: 'ada@example.com' }, ...parts };
  await writeFile(join(folder, 'public/resume.json'), JSON.stringify(resume));
  return folder;
}

test('the sample resume says nothing about its owner', async (t) => {
  const folder = await repositoryCopy(t);
  for (const id of ['1', '16']) {
    t.match(await resultOf(id, folder), {
      status: 'not checkable here',
      evidence: [{ holds: null, reason: /is the sample/ }],
    });
  }
});

const aws = { name: 'AWS Certified Cloud Practitioner', issuer: 'Amazon Web Services' };
const resumes: [id: string, what: string, parts: object, status: string][] = [
  ['1', 'a certificate of AWS', { certificates: [aws] }, 'done'],
  ['1', 'another certificate', { certificates: [{ name: 'CKA' }] }, 'not done'],
  ['1', 'no certificate', {}, 'not done'],
  ['16', 'a blog', { meta: { pages: ['blog'] } }, 'done'],
  ['16', 'a post elsewhere', { publications: [{ url: 'https://dev.to/a' }] }, 'done'],
  ['16', 'no post', { publications: [{ name: 'On paper' }] }, 'not done'],
];
for (const [id, what, parts, status] of resumes) {
  test(`step ${id} is ${status} with ${what} in the resume`, async (t) => {
    t.equal((await resultOf(id, await ownResume(t, parts))).status, status);
  });
}

test('source control and signatures are read from git', async (t) => {
  const cwd = await repositoryCopy(t);
  const git = (...args: string[]) => run('git', args, { cwd, env: { ...process.env, ...author } });
  await git('init', '--quiet');
  const status = async (id: string) => (await resultOf(id, cwd)).status;
  t.equal(await status('13'), 'not done', 'no commit');
  t.equal(await status('S1'), 'not checkable here');
  await git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message', 'First');
  t.equal(await status('13'), 'not done', 'no remote');
  t.equal(await status('S1'), 'not done');
  await git('remote', 'add', 'origin', 'git@github.com:you/cloud-resume.git');
  t.equal(await status('13'), 'done');

  const { stdout } = await git('cat-file', 'commit', 'HEAD');
  const signature = 'gpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----';
  await writeFile(join(cwd, 'signed'), stdout.replace('\n\n', `\n${signature}\n\n`));
  const signed = (await git('hash-object', '-t', 'commit', '-w', 'signed')).stdout.trim();
  await git('update-ref', 'HEAD', signed);
  t.equal(await status('S1'), 'done');
});

const author = {
  ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' },
  ...{ GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
};

/** Runs `npm run scorecard` here. */
async function scorecard(...args: string[]) {
  const ended = run(process.execPath, ['scripts/scorecard.ts', ...args]);
  const { code = 0, stdout, stderr } = await ended.catch((error) => error);
  return { code, stdout, stderr };
}

test('npm run scorecard prints each step, its evidence and the totals, and exits with 0', async (t) => {
  const { code, stdout } = await scorecard();
  t.equal(code, 0);
  for (const { id, title, facts } of steps) {
    const line = new RegExp(`^(done|not done|not checkable here) +${id} {2}${title}$`, 'm');
    t.match(stdout, line);
    for (const { where, what } of facts) t.ok(stdout.includes(` ${where}: ${what}`), what);
  }
  t.match(stdout, /\n\d+ done, \d+ not done, \d+ not checkable here\n$/);
  t.equal(steps.filter(({ id }) => /^\d+$/.test(id)).length, 16);
});

test('--json prints the same for programs', async (t) => {
  const { code, stdout } = await scorecard('--json');
  t.equal(code, 0);
  const cards: { steps: { id: string; status: string }[] }[] = JSON.parse(stdout);
  t.strictSame(
    cards.flatMap(({ steps }) => steps.map(({ id }) => id)),
    steps.map(({ id }) => id),
  );
  const text = (await scorecard()).stdout;
  for (const { id, status } of cards.flatMap((card) => card.steps)) {
    t.match(text, new RegExp(`^${status} +${id} `, 'm'));
  }
});

for (const args of [['--nonsense'], ['--url', 'ftp://example.com'], ['--url', '']]) {
  test(`npm run scorecard -- ${args.join(' ')} says what it expects`, async (t) => {
    const { code, stdout, stderr } = await scorecard(...args);
    t.equal(code, 1);
    t.equal(stdout, '');
    t.match(stderr, /Usage: |Expected: https/);
  });
}
