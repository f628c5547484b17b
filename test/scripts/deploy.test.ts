import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Test, test } from 'tap';
import { parse } from 'yaml';
import { type AwsAccount, newAccount, startAwsAccount } from '../support/aws-account.ts';

const run = promisify(execFile);

/** Records the commands that it gets, with what they find in the environment. */
const npm = `#!/bin/sh
echo "$* \${STACK_NAME-} \${AWS_REGION-} \${SITE_URL-} \${API_BASE_URL-}" >>"$RECORD"
case "$*" in *"$FAILS"*) exit 3 ;; esac
`;

const site = 'https://site.example';
const api = 'https://api.example/Prod';
const deployed = {
  status: 'CREATE_COMPLETE',
  parameters: { OwnerEmail: 'you@example.com', ApiGatewayLogRole: 'create' },
  outputs: { WebsiteUrl: site, VisitorApiUrl: api },
};

/** Runs `npm run deploy` with a stand-in for the commands that it runs: npm run rehearse has the real ones. */
async function deploy(
  t: Test,
  args: string[],
  { fails = 'nothing', ...account }: Partial<AwsAccount> & { fails?: string } = {},
) {
  const folder = t.testdir({ bin: {}, record: '' });
  await writeFile(join(folder, 'bin/npm'), npm, { mode: 0o755 });
  const record = join(folder, 'record');
  const commands = () => readFileSync(record, 'utf8').split('\n').filter(Boolean);
  const { url } = await startAwsAccount(t, {
    ...newAccount,
    ...account,
    // As if the commands had created it.
    get stack() {
      return account.stack ?? (commands().length > 0 ? deployed : undefined);
    },
  });
  const ended = run(process.execPath, ['scripts/deploy.ts', ...args], {
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_EC2_METADATA_DISABLED: 'true',
      RECORD: record,
      FAILS: fails,
    },
  });
  const { code = 0, stdout, stderr } = await ended.catch((error) => error);
  return { code, stdout, stderr, commands: commands().map((line) => line.trim()) };
}

const owner = ['--owner-email', 'you@example.com'];

test('a first deploy builds, deploys, publishes and tries, and says what comes next', async (t) => {
  const { code, stdout, commands } = await deploy(t, owner);
  t.strictSame(commands, [
    'run build',
    'run sam -- build',
    'run sam -- deploy --stack-name cloud-resume --region us-east-1 --s3-prefix cloud-resume --tags project=cloud-resume --parameter-overrides OwnerEmail=you@example.com',
    'run publish-site cloud-resume us-east-1',
    `run test:smoke   ${site} ${api}`,
  ]);
  for (const command of commands.slice(0, 3))
    t.match(stdout, `$ npm ${command}\n`, 'it is printed');
  t.match(stdout, `\n$ STACK_NAME=cloud-resume AWS_REGION=us-east-1 npm run publish-site\n`);
  t.match(stdout, `\nSite  ${site}\nAPI   ${api}\n`);
  t.match(stdout, /Subscription Confirmation" to you@example\.com/);
  t.match(stdout, /temporary password to you@example\.com/);
  t.equal(code, 0);
});

test('a later deploy has the code of each function signed, once the stack has a profile', async (t) => {
  const outputs = { ...deployed.outputs, SigningProfileName: 'SigningProfile_a1' };
  const { commands } = await deploy(t, [], { stack: { ...deployed, outputs } });
  const functions = Object.entries(
    parse(readFileSync('template.yaml', 'utf8'), { logLevel: 'silent' }).Resources,
  ).flatMap(([id, resource]) =>
    JSON.stringify(resource).includes('"Type":"AWS::Serverless::Function"') ? id : [],
  );
  t.ok(functions.length > 1);
  const signing = functions.map((id) => `${id}=SigningProfile_a1`).join(' ');
  t.ok(commands[2]?.endsWith(` --signing-profiles ${signing}`), `${commands[2]}`);
});

test('a later deploy names only what it changes', async (t) => {
  const { code, stdout, commands } = await deploy(t, [], { stack: deployed });
  t.match(commands[2], /--tags project=cloud-resume$/);
  t.match(stdout, /The new version is live\.\n$/);
  t.notMatch(stdout, 'Subscription');
  t.equal(code, 0);
  const one = await deploy(t, ['--parameter', 'Tracing=on'], { stack: deployed });
  t.match(one.commands[2], /--parameter-overrides Tracing=on$/);
});

test('another stack has its own name, tag and prefix, and leaves the role for logs alone', async (t) => {
  const role = 'arn:aws:iam::123456789012:role/logs-of-others';
  const { commands, stdout } = await deploy(
    t,
    [
      ...[...owner, '--stack-name', 'second', '--region', 'eu-west-1'],
      ...['--parameter', 'AlarmEmail=alarms@example.com', '--parameter', 'InviteOwner=off'],
    ],
    { logRole: role, roles: ['logs-of-others'] },
  );
  t.match(
    commands[2],
    '--stack-name second --region eu-west-1 --s3-prefix second --tags project=second --parameter-overrides OwnerEmail=you@example.com ApiGatewayLogRole=exists AlarmEmail=alarms@example.com InviteOwner=off',
  );
  t.equal(commands[3], 'run publish-site second eu-west-1');
  t.match(stdout, /^Note: API Gateway .*ApiGatewayLogRole=exists$/m);
  t.match(stdout, /Subscription Confirmation" to alarms@example\.com/);
  t.match(stdout, 'npm run owner -- invite you@example.com');
});

test('a finding that stops a deploy stops it before anything is built', async (t) => {
  const { code, stdout, stderr, commands } = await deploy(t, [...owner, '--stack-name', 'Second']);
  t.strictSame(commands, []);
  t.match(stdout, /^Stops: Stack name Second/);
  t.equal(stderr, 'Nothing was created or changed.\n');
  t.equal(code, 1);
});

for (const [fails, done] of [
  ['run build', 1],
  ['-- build', 2],
  ['-- deploy', 3],
  ['publish-site', 4],
  ['test:smoke', 5],
] as const) {
  test(`it stops when ${fails} fails, and names it`, async (t) => {
    const { code, stdout, stderr, commands } = await deploy(t, owner, { fails });
    t.equal(commands.length, done);
    t.match(
      stderr,
      new RegExp(`^\\nnpm .*${fails}.* failed: docs/deploy\\.md says what next\\.\\n$`),
    );
    t.notMatch(stdout, 'Next:');
    t.equal(code, 1);
  });
}

test('an option that it does not know gets the usage', async (t) => {
  for (const args of [['--owner'], ['you@example.com'], ['--parameter', 'Tracing']]) {
    const { code, stderr, commands } = await deploy(t, args);
    t.match(stderr, /\nUsage: npm run deploy -- \[--owner-email/);
    t.notMatch(stderr, '    at ');
    t.strictSame(commands, []);
    t.equal(code, 1);
  }
});
