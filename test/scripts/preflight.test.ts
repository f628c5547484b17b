import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Test, test } from 'tap';
import { parse } from 'yaml';
import { type Plan, readPlan } from '../../scripts/aws/plan.ts';
import { preflight } from '../../scripts/aws/preflight.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { type AwsAccount, newAccount, startAwsAccount } from '../support/aws-account.ts';
import { startCommand } from '../support/command.ts';

const plan: Plan = {
  stackName: 'cloud-resume',
  region: 'us-east-1',
  parameters: {},
};

const keys = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

/** No credentials and settings of the machine. */
const environment = (url: string) => ({
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: url,
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PROFILE: undefined,
  AWS_SESSION_TOKEN: undefined,
});

/** What is said of a deploy into this account. */
async function ask(
  t: Test,
  account: Partial<AwsAccount>,
  { ownerEmail = 'you@example.com', ...more }: Partial<Plan> = {},
  env: Record<string, string | undefined> = keys,
) {
  const { url, calls } = await startAwsAccount(t, { ...newAccount, ...account });
  for (const [name, value] of Object.entries({ ...environment(url), ...env })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const answer = await preflight({ ...plan, ...more, ...(ownerEmail && { ownerEmail }) });
  return { ...answer, calls };
}

type Said = Awaited<ReturnType<typeof ask>>;

/** Exactly these findings, in this order. */
function says(t: Test, { findings }: Said, ...expected: [stops: boolean, message: RegExp][]) {
  t.equal(findings.length, expected.length, findings.map(({ message }) => message).join('\n'));
  for (const [i, [stops, message]] of expected.entries()) {
    t.match(findings[i]?.message, message);
    t.equal(findings[i]?.stops, stops, `${message} ${stops ? 'stops' : 'does not stop'}`);
    t.notMatch(findings[i]?.message, /\n/, 'one line');
  }
}

const deployed = (status: string, parameters: Record<string, string> = {}) => ({
  status,
  parameters: { OwnerEmail: 'you@example.com', ApiGatewayLogRole: 'create', ...parameters },
});

test('nothing stops a first deploy into an account that is ready', async (t) => {
  const { calls, ...answer } = await ask(t, {});
  t.strictSame(answer, {
    account: '123456789012',
    exists: false,
    findings: [],
    parameters: {},
  });
});

for (const status of ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']) {
  test(`nothing stops an update of a stack in ${status}, which needs no address again`, async (t) => {
    const ownRole = 'arn:aws:iam::123456789012:role/cloud-resume/cloud-resume/logs';
    const account = { stack: deployed(status), logRole: ownRole, roles: ['logs'] };
    const answer = await ask(t, account, { ownerEmail: '' });
    says(t, answer);
    t.equal(answer.exists, true);
    t.strictSame(answer.parameters, {});
  });
}

test('the first deploy needs an address', async (t) => {
  const answer = await ask(t, {}, { ownerEmail: '' });
  says(t, answer, [true, /needs your e-mail address.*--owner-email/]);
});

const broken: [status: string, whatToDo: RegExp][] = [
  ['ROLLBACK_COMPLETE', /aws cloudformation delete-stack --stack-name cloud-resume --region us-/],
  ['ROLLBACK_FAILED', /delete-stack/],
  ['CREATE_FAILED', /delete-stack/],
  ['DELETE_FAILED', /describe-stack-events.*delete-stack/],
  ['UPDATE_FAILED', /rollback-stack/],
  ['UPDATE_ROLLBACK_FAILED', /continue-update-rollback/],
  ['CREATE_IN_PROGRESS', /Wait until it is done/],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', /Wait until it is done/],
  ['DELETE_IN_PROGRESS', /Wait until it is done/],
  ['IMPORT_ROLLBACK_FAILED', /describe-stack-events/],
];

for (const [status, whatToDo] of broken) {
  test(`a stack in ${status} stops a deploy`, async (t) => {
    const answer = await ask(t, { stack: deployed(status) });
    says(t, answer, [true, whatToDo]);
    t.match(answer.findings[0]?.message, new RegExp(`\\b${status}\\b`));
    t.equal(answer.exists, false);
  });
}

test('a stack that is to be created again needs an address, one that is to be updated does not', async (t) => {
  const failed = await ask(t, { stack: deployed('ROLLBACK_COMPLETE') }, { ownerEmail: '' });
  says(t, failed, [true, /ROLLBACK_COMPLETE/], [true, /needs your e-mail address/]);
  const stuck = await ask(t, { stack: deployed('UPDATE_ROLLBACK_FAILED') }, { ownerEmail: '' });
  says(t, stuck, [true, /UPDATE_ROLLBACK_FAILED/]);
});

test('a creation that somebody prepared does not stop a deploy', async (t) => {
  const answer = await ask(t, { stack: { status: 'REVIEW_IN_PROGRESS', parameters: {} } });
  says(t, answer, [false, /REVIEW_IN_PROGRESS.*A deploy creates it/]);
  t.equal(answer.exists, false);
});

test('a deploy must not replace a stack of another template', async (t) => {
  const stack = { status: 'CREATE_COMPLETE', parameters: { Repository: 'owner/name' } };
  const answer = await ask(t, { stack });
  says(t, answer, [true, /cloud-resume in us-east-1 is not one of template\.yaml.*--stack-name/]);
});

test('without credentials, AWS is asked nothing', async (t) => {
  const answer = await ask(t, {}, {}, noKeys);
  t.strictSame(answer.calls, []);
  says(t, answer, [true, /There are no AWS credentials.*docs\/deploy\.md/]);
  t.notOk('account' in answer);
});

test('a sign-in that has ended stops a deploy', async (t) => {
  const folder = t.testdir({
    config: `[default]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Administrator
[sso-session work]
sso_start_url = https://example.com/start
sso_region = us-east-1
`,
  });
  const answer = await ask(t, {}, {}, { ...noKeys, AWS_CONFIG_FILE: join(folder, 'config') });
  says(t, answer, [true, /credentials cannot be used \(.*SSO.*docs\/deploy\.md/]);
});

const rejected: [code: string, message: RegExp][] = [
  ['ExpiredToken', /credentials have expired/],
  ['ExpiredTokenException', /credentials have expired/],
  ['InvalidClientTokenId', /does not accept these credentials in us-east-1.*enabled this region/],
  ['UnrecognizedClientException', /does not accept these credentials/],
  ['SignatureDoesNotMatch', /does not accept these credentials/],
  ['AccessDenied', /does not say whose credentials these are \(no AccessDenied\)/],
];

for (const [code, message] of rejected) {
  test(`${code} stops a deploy`, async (t) => {
    says(t, await ask(t, { failing: { GetCallerIdentity: code } }), [true, message]);
  });
}

test('credentials of the root user stop a deploy', async (t) => {
  const answer = await ask(t, { arn: 'arn:aws:iam::123456789012:root' });
  says(t, answer, [true, /of the root user.*create a user/]);
  t.equal(answer.account, '123456789012');
  const assumed = 'arn:aws:sts::123456789012:assumed-role/root/root';
  says(t, await ask(t, { arn: assumed }));
});

test('an AWS that does not answer stops a deploy', async (t) => {
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${await freePort()}`;
  const answer = await ask(t, {}, { region: 'mars-west-1' }, { ...keys, AWS_ENDPOINT_URL });
  says(t, answer, [true, /does not answer in mars-west-1 \(.+\): check the name of the region/]);
});

const domain = { DomainName: 'resume.example.com', HostedZoneId: 'Z111111' };
const zone = { name: 'example.com', records: [['example.com', 'NS']] as [string, string][] };
const ofDomain = { parameters: domain };

test('a domain in the hosted zone of its parent, or in its own, can be deployed', async (t) => {
  says(t, await ask(t, { zones: { Z111111: zone } }, ofDomain));
  const records: [string, string][] = [
    ['resume.example.com', 'NS'],
    ['resume.example.com', 'SOA'],
    ['resume.example.com', 'MX'],
    ['other.resume.example.com', 'A'],
    ['example.com', 'A'],
  ];
  says(t, await ask(t, { zones: { Z111111: { name: 'resume.example.com', records } } }, ofDomain));
});

test('a domain outside us-east-1 stops a deploy', async (t) => {
  const answer = await ask(t, { zones: { Z111111: zone } }, { ...ofDomain, region: 'eu-west-1' });
  says(t, answer, [true, /requires the stack to be in us-east-1, not in eu-west-1/]);
});

test('a stack with a domain keeps it and its records', async (t) => {
  const records: [string, string][] = [['resume.example.com', 'A']];
  const account = {
    zones: { Z111111: { ...zone, records } },
    stack: deployed('UPDATE_COMPLETE', domain),
  };
  says(t, await ask(t, account));
  says(t, await ask(t, account, ofDomain));
  const other = { parameters: { HostedZoneId: 'Z222222' } };
  says(t, await ask(t, account, other), [true, /no hosted zone Z222222.*Z111111/]);
});

const wrongZones: [what: string, zones: AwsAccount['zones'], id: string, message: RegExp][] = [
  [
    'no hosted zone given',
    { Z111111: zone, Z222222: { name: 'resume.example.com' }, Z333333: { name: 'example.org' } },
    '',
    /requires HostedZoneId.*Use HostedZoneId=Z222222 \(resume\.example\.com\) or HostedZoneId=Z111111 \(example\.com\)$/,
  ],
  [
    'an id with its prefix',
    { Z111111: zone },
    '/hostedzone/Z111111',
    /HostedZoneId is only Z111111/,
  ],
  ['an unknown hosted zone', { Z111111: zone }, 'Z999999', /no hosted zone Z999999.*=Z111111/],
  [
    'an unknown hosted zone, and no other',
    {},
    'Z999999',
    /Use a hosted zone of resume\.example\.com or of its parent: this account has none/,
  ],
  [
    'a private hosted zone',
    { Z111111: { ...zone, isPrivate: true }, Z222222: zone },
    'Z111111',
    /Z111111 \(example\.com\) is private.*Use HostedZoneId=Z222222 \(example\.com\)$/,
  ],
  [
    'the hosted zone of another domain',
    { Z111111: { name: 'ample.com' }, Z222222: zone },
    'Z111111',
    /Z111111 is that of ample\.com, not of resume\.example\.com\. Use HostedZoneId=Z222222/,
  ],
];

for (const [what, zones, HostedZoneId, message] of wrongZones) {
  test(`${what} stops a deploy`, async (t) => {
    const parameters = { DomainName: domain.DomainName, HostedZoneId };
    says(t, await ask(t, { zones }, { parameters }), [true, message]);
  });
}

test('existing records stop a deploy', async (t) => {
  const records: [string, string][] = [
    ['resume.example.com', 'TXT'],
    ['resume.example.com', 'A'],
    ['resume.example.com', 'AAAA'],
    ['www.resume.example.com', 'CNAME'],
    ['api.resume.example.com', 'A'],
  ];
  says(
    t,
    await ask(t, { zones: { Z111111: { ...zone, records } } }, ofDomain),
    [true, /^resume\.example\.com already has A and AAAA in hosted zone Z111111: delete/],
    [true, /^www\.resume\.example\.com already has CNAME/],
    [true, /^api\.resume\.example\.com already has A /],
  );
});

test('a delegation to another hosted zone stops a deploy', async (t) => {
  const records: [string, string][] = [['resume.example.com', 'NS']];
  const answer = await ask(t, { zones: { Z111111: { ...zone, records } } }, ofDomain);
  says(t, answer, [true, /Z111111 delegates resume\.example\.com to another zone/]);
});

const foreignRole = 'arn:aws:iam::123456789012:role/service-role/logs';

test("API Gateway's role for logs is kept", async (t) => {
  const answer = await ask(t, { logRole: foreignRole, roles: ['logs'] });
  says(t, answer, [false, /already has a role.*service-role\/logs.*ApiGatewayLogRole=exists/]);
  t.strictSame(answer.parameters, { ApiGatewayLogRole: 'exists' });
});

test("a role for logs that no longer exists is replaced, and one's own word counts", async (t) => {
  const gone = await ask(t, { logRole: foreignRole });
  says(t, gone, [false, /does not exist any more: a deploy replaces it/]);
  t.strictSame(gone.parameters, {});
  const parameters = { ApiGatewayLogRole: 'create' };
  const given = await ask(t, { logRole: foreignRole, roles: ['logs'] }, { parameters });
  says(t, given, [false, /ApiGatewayLogRole=create replaces .*service-role\/logs/]);
  t.strictSame(given.parameters, {});
});

test('ApiGatewayLogRole=exists without a role stops a deploy', async (t) => {
  const exists = { parameters: { ApiGatewayLogRole: 'exists' } };
  says(t, await ask(t, {}, exists), [true, /no role for logs in us-east-1.*=create/]);
  const gone = /writes logs with \S+, which does not exist in us-east-1.*=create/;
  says(t, await ask(t, { logRole: foreignRole }, exists), [true, gone]);
  const stack = deployed('CREATE_COMPLETE', exists.parameters);
  says(t, await ask(t, { stack }), [true, /no role for logs/]);
  const kept = await ask(t, { stack, logRole: foreignRole, roles: ['logs'] });
  says(t, kept);
  t.strictSame(kept.parameters, {});
});

test('a new account may run few functions at once', async (t) => {
  const request =
    /only 10 functions at once.*aws service-quotas .*--service-code lambda --quota-code L-B99A9384 .*--region us-east-1/;
  says(t, await ask(t, { concurrency: 10 }), [false, request]);
  says(t, await ask(t, { concurrency: 50 }));
});

test('Lambda reserves no concurrency below its minimum', async (t) => {
  const five = { parameters: { ReservedConcurrency: '5' } };
  says(t, await ask(t, { concurrency: 10 }, five), [true, /10 of the account's 10.*Leave it out/]);
  const tooMany = { concurrency: 1000, unreserved: 104 };
  says(t, await ask(t, tooMany, five), [true, /100 of the account's 1000/]);
  says(t, await ask(t, { concurrency: 1000, unreserved: 105 }, five));
  const stack = deployed('UPDATE_COMPLETE', { ReservedConcurrency: '5' });
  says(t, await ask(t, { ...tooMany, stack }, five));
  const nine = { parameters: { ReservedConcurrency: '9' } };
  says(t, await ask(t, { ...tooMany, stack }, nine));
  const ten = { parameters: { ReservedConcurrency: '10' } };
  says(t, await ask(t, { ...tooMany, stack }, ten), [true, /refuses ReservedConcurrency/]);
});

test('a second trail costs', async (t) => {
  const trail = { parameters: { AuditTrail: 'on' } };
  says(t, await ask(t, {}, trail));
  const answer = await ask(t, { trail: 'everything' }, trail);
  says(t, answer, [false, /already has a trail \(everything\).*leave AuditTrail off/]);
  const stack = deployed('CREATE_COMPLETE', trail.parameters);
  says(t, await ask(t, { trail: 'its-own', stack }, trail));
});

const wrongNames = [
  'a-very-long-name-of-a-stack',
  'Resume',
  '1-resume',
  'my_resume',
  'resume-pipeline',
];

for (const stackName of wrongNames) {
  test(`the name ${stackName} stops a deploy`, async (t) => {
    const answer = await ask(t, {}, { stackName });
    says(t, answer, [true, /must be at most 24 lower-case letters.*--stack-name/]);
  });
}

test('a name that AWS reserves stops a deploy', async (t) => {
  says(t, await ask(t, {}, { stackName: 'aws-resume' }), [true, /AWS reserves/]);
  says(t, await ask(t, {}, { stackName: 'ssm' }), [true, /AWS reserves/]);
});

test('the longest name that is allowed fits what is named after the stack', async (t) => {
  const read = async (file: string) =>
    parse(await readFile(file, 'utf8'), { logLevel: 'silent', maxAliasCount: -1 });
  const { StackName } = (await read('infra/pipeline.yaml')).Parameters;
  const allowed = new RegExp(StackName.AllowedPattern);
  let longest = 'x';
  while (allowed.test(`${longest}x`)) longest += 'x';

  // AWS has no region with a longer name. CloudFormation ends the names that it makes with 13 characters.
  const region = 'ap-southeast-1';
  const made = (id: string) => `${longest}-${id}-${'x'.repeat(13)}`;
  const limits: Record<string, number> = {
    'AWS::CloudFront::CachePolicy': 128,
    'AWS::CloudFront::Function': 64,
    'AWS::CloudFront::OriginAccessControl': 64,
    'AWS::CloudFront::OriginRequestPolicy': 128,
    'AWS::CloudFront::ResponseHeadersPolicy': 128,
    'AWS::Events::Rule': 64,
    'AWS::IAM::Role': 64,
    'AWS::S3::Bucket': 63,
    'AWS::SSM::Parameter': 1011,
    'AWS::SecretsManager::Secret': 512,
    'AWS::Serverless::Function': 64,
  };
  const names: [type: string, name: string][] = [];
  const { Resources } = await read('template.yaml');
  for (const [id, { Type, Properties }] of Object.entries<Resource>(Resources)) {
    const given = [
      ...JSON.stringify(Properties).matchAll(/"Name":"([^"]*\$\{AWS::StackName\}[^"]*)"/g),
    ];
    for (const [, name = ''] of given) {
      const whole = name
        .replace(/\$\{AWS::StackName\}/, longest)
        .replace(/\$\{AWS::Region\}/, region);
      names.push([Type, whole]);
    }
    if (/^AWS::(IAM::Role|S3::Bucket|Serverless::Function)$/.test(Type))
      names.push([Type, made(id)]);
    // SAM makes a rule of each.
    for (const event of Object.keys(Properties?.Events ?? {})) {
      names.push(['AWS::Events::Rule', made(id + event)]);
    }
  }
  t.ok(names.length > 15, `${names.length} names`);
  for (const [type, name] of names) {
    const limit = limits[type] ?? 0;
    t.ok(name.length <= limit, `${type} ${name}: ${name.length} of ${limit}`);
  }
});

interface Resource {
  Type: string;
  Properties?: { Events?: object };
}

test('unknown parameters stop a deploy', async (t) => {
  says(
    t,
    await ask(t, {}, { parameters: { DomianName: 'example.com', Colour: 'red', Tracing: 'on' } }),
    [true, /no parameter DomianName: did you mean DomainName\?/],
    [true, /no parameter Colour: the top of template\.yaml/],
  );
});

test('an address that the resume publishes is not one to sign in with', async (t) => {
  const { basics } = JSON.parse(await readFile('public/resume.json', 'utf8'));
  const resume = (more: object) =>
    JSON.stringify({ basics: { ...basics, email: 'Me@a.example' }, ...more });
  const folder = t.testdir({
    'public.json': resume({}),
    'private.json': resume({ meta: { private: ['email'] } }),
    'broken.json': '{',
  });
  const published = /publishes me@A\.example.*such as me\+site@A\.example/;
  const asked = (file: string) =>
    ask(t, {}, { ownerEmail: 'me@A.example', resumeFile: join(folder, file) });
  says(t, await asked('public.json'), [false, published]);
  for (const file of ['private.json', 'broken.json', 'none.json']) says(t, await asked(file));
  const stack = deployed('CREATE_COMPLETE', { OwnerEmail: 'me@A.example' });
  const resumeFile = join(folder, 'public.json');
  const update = await ask(t, { stack }, { ownerEmail: '', resumeFile });
  says(t, update, [false, published]);
});

test('what these credentials may not read is said, and stops nothing', async (t) => {
  const failing = {
    DescribeStacks: 'AccessDenied',
    GetRole: 'AccessDenied',
    'GET /2016-08-19/account-settings': 'AccessDeniedException',
    'GET /2013-04-01/hostedzone/ID': 'AccessDenied',
  };
  const answer = await ask(t, { failing, logRole: foreignRole }, ofDomain);
  says(
    t,
    answer,
    [false, /Not checked: the stack cloud-resume\. AWS says: no AccessDenied/],
    [false, /Not checked: the hosted zone/],
    // A role that may not be read is there.
    [false, /ApiGatewayLogRole=exists/],
    [false, /Not checked: the concurrency of Lambda/],
  );
  const gateway = { 'GET /account': 'AccessDeniedException' };
  const other = await ask(t, { failing: gateway });
  says(t, other, [false, /Not checked: API Gateway's role for logs/]);
});

test('it only reads', async (t) => {
  const account = { zones: { Z111111: zone }, logRole: foreignRole, roles: ['logs'] };
  const all = { parameters: { ...domain, AuditTrail: 'on' } };
  const { calls } = await ask(t, account, all);
  const { DomainName } = domain;
  const withoutZone = await ask(t, account, { parameters: { DomainName } });
  t.strictSame([...new Set([...calls, ...withoutZone.calls])].sort(), [
    'DescribeStacks',
    'DescribeTrails',
    'GET /2013-04-01/hostedzone',
    'GET /2013-04-01/hostedzone/ID',
    'GET /2013-04-01/hostedzone/ID/rrset',
    'GET /2016-08-19/account-settings',
    'GET /account',
    'GetCallerIdentity',
    'GetRole',
  ]);
});

test('npm run preflight says it in lines, and exits with 1 when something stops a deploy', async (t) => {
  const { url } = await startAwsAccount(t, { ...newAccount, concurrency: 10 });
  const env = { ...environment(url), ...keys, STACK_NAME: 'resume', AWS_REGION: 'eu-west-1' };
  const run = async (...args: string[]) => {
    const command = startCommand(t, 'scripts/preflight.ts', { env, args });
    return { code: await command.exit, output: command.output() };
  };
  const address = ['--owner-email', 'you@example.com'];
  const fine = await run(...address);
  t.match(fine.output, /^Note: The account may run only 10 .*--region eu-west-1\nNothing stops a/);
  t.match(fine.output, /a deploy of resume in eu-west-1, account 123456789012\.\n$/);
  t.equal(fine.code, 0);
  const stopped = await run(...address, '--stack-name', 'aws', '--parameter', 'Tracing=on=off');
  t.match(stopped.output, /^Stops: Stack name aws: .*\nNote: .*\n$/);
  t.equal(stopped.code, 1);
  const wrong = await run('--owner');
  t.match(wrong.output, /^Unknown option '--owner'\nUsage: npm run preflight -- --owner-email /);
  t.notMatch(wrong.output, '    at ');
  t.equal(wrong.code, 1);
});

test('its options say which deploy it is about', (t) => {
  const read = (...args: string[]) => readPlan(args, 'Usage: …');
  t.strictSame(read().parameters, {});
  t.strictSame(
    read(
      ...['--owner-email', 'you@example.com', '--stack-name', 'resume', '--region', 'eu-west-1'],
      ...['--parameter', 'DomainName=', '--parameter', 'AllowedOrigins=https://a.example/?b=c'],
    ),
    {
      ownerEmail: 'you@example.com',
      stackName: 'resume',
      region: 'eu-west-1',
      parameters: { DomainName: '', AllowedOrigins: 'https://a.example/?b=c' },
    },
  );
  for (const wrong of [['--parameter', 'Tracing'], ['--parameter', '=on'], ['you@example.com']]) {
    t.throws(() => read(...wrong), /\nUsage: …$/);
  }
  t.end();
});

for (const [given, current, stops] of [
  ['enforce', 'off', true],
  ['enforce', 'warn', false],
  ['warn', 'off', false],
  ['off', 'enforce', false],
] as const) {
  test(`CodeSigning=${given} after ${current} ${stops ? 'stops' : 'does not stop'} a deploy`, async (t) => {
    const stack = deployed('UPDATE_COMPLETE', { CodeSigning: current });
    const ownRole = 'arn:aws:iam::123456789012:role/cloud-resume/cloud-resume/logs';
    const account = { stack, logRole: ownRole, roles: ['logs'] };
    const answer = await ask(t, account, { parameters: { CodeSigning: given } });
    says(t, answer, ...(stops ? [[true, /CodeSigning=warn first/] as [boolean, RegExp]] : []));
  });
}

test('a first deploy cannot refuse unsigned code', async (t) => {
  const answer = await ask(t, {}, { parameters: { CodeSigning: 'enforce' } });
  says(t, answer, [true, /there is no signing profile yet/]);
});

const digest = { parameters: { Digest: 'on' } };
const asks = /SES will ask you@example\.com to confirm/;
const withDigest = deployed('UPDATE_COMPLETE', { Digest: 'on', ApiGatewayLogRole: 'exists' });

test('a first deploy with mails says whom SES will ask, and that its sandbox is enough', async (t) => {
  says(t, await ask(t, {}, digest), [false, asks], [false, /sandbox.*enough/]);
  says(t, await ask(t, { mail: { production: true } }, digest), [false, asks]);
});

test('mails go to MailAddress, if there is one', async (t) => {
  const parameters = { Digest: 'on', MailAddress: 'mail@example.com' };
  const answer = await ask(t, { mail: { production: true } }, { parameters });
  says(t, answer, [false, /SES will ask mail@example\.com/]);
});

test('an address that SES knows from elsewhere stops a deploy', async (t) => {
  const account = { identities: { 'you@example.com': true }, mail: { production: true } };
  says(t, await ask(t, account, digest), [true, /knows you@example\.com already.*MailAddress=/]);
});

test('an update says that nobody has confirmed the address, or nothing', async (t) => {
  const account = { stack: withDigest, logRole: 'arn:aws:iam::123456789012:role/x', roles: ['x'] };
  const unconfirmed = { ...account, identities: { 'you@example.com': false } };
  says(t, await ask(t, unconfirmed), [false, /Nobody has confirmed you@example\.com/]);
  says(t, await ask(t, { ...account, identities: { 'you@example.com': true } }));
});

test('a paused SES, and one that does not answer, stop nothing', async (t) => {
  const account = { stack: withDigest, logRole: 'arn:aws:iam::123456789012:role/x', roles: ['x'] };
  const confirmed = { ...account, identities: { 'you@example.com': true } };
  const mail = { production: true, paused: true };
  says(t, await ask(t, { ...confirmed, mail }), [false, /AWS has paused SES/]);
  const failing = { 'GET /v2/email/account': 'AccessDeniedException' };
  says(t, await ask(t, { ...confirmed, failing }), [false, /Not checked: the address for mails/]);
});
