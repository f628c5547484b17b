import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { parse } from 'yaml';
import { account, allows, type Call, pipelineOf, region, roleOf } from '../support/policy.ts';

// One name is the beginning of the other one.
const stacks = ['cloud-resume', 'cloud-resume-staging'] as const;
const pipelines = new Map(
  await Promise.all(stacks.map(async (stack) => [stack, await pipelineOf(stack)] as const)),
);
const roles = (stack: string) => {
  const found = pipelines.get(stack as (typeof stacks)[number]);
  if (!found) throw new Error(`There is no pipeline of ${stack}.`);
  return found;
};

const arn = (service: string, name: string, where = region) =>
  `arn:aws:${service}:${where}:${account}:${name}`;
const named = (stack: string, id: string) => `${stack}-${id}-A1B2C3D4E5F6`;
const tag = 'aws:ResourceTag/stack';

/** Where CloudFormation puts a resource of a type, and the action that would harm it most. */
const harm: Record<string, (stack: string, id: string) => Call> = {
  'AWS::ApiGateway::DomainName': () => shared,
  'AWS::CertificateManager::Certificate': (stack) => ({
    action: 'acm:DeleteCertificate',
    resource: arn('acm', 'certificate/11111111-2222-3333-4444-555555555555'),
    context: { [tag]: stack },
  }),
  'AWS::CloudFront::Distribution': (stack) => ({
    action: 'cloudfront:UpdateDistribution',
    resource: arn('cloudfront', 'distribution/E1A2B3C4D5E6F7', ''),
    context: { [tag]: stack },
  }),
  'AWS::CloudFront::Function': (stack, id) => ({
    action: 'cloudfront:UpdateFunction',
    resource: arn('cloudfront', `function/${stack}-${region}-${kebab(id)}`, ''),
  }),
  'AWS::CloudWatch::Alarm': (stack, id) => ({
    action: 'cloudwatch:DeleteAlarms',
    resource: arn('cloudwatch', `alarm:${named(stack, id)}`),
  }),
  'AWS::CloudWatch::Dashboard': (stack) => ({
    action: 'cloudwatch:DeleteDashboards',
    resource: arn('cloudwatch', `dashboard/${stack}`, ''),
  }),
  'AWS::Cognito::UserPool': (stack) => ({
    action: 'cognito-idp:AdminCreateUser',
    resource: arn('cognito-idp', `userpool/${region}_AbCdEfGhI`),
    context: { [tag]: stack },
  }),
  'AWS::DynamoDB::Table': (stack, id) => ({
    action: 'dynamodb:DeleteTable',
    resource: arn('dynamodb', `table/${named(stack, id)}`),
  }),
  'AWS::IAM::Role': (stack, id) => ({
    action: 'iam:UpdateAssumeRolePolicy',
    resource: arn('iam', `role/cloud-resume/${stack}/${named(stack, id)}`, ''),
  }),
  'AWS::KMS::Key': (stack) => ({
    action: 'kms:PutKeyPolicy',
    resource: arn('kms', 'key/11111111-2222-3333-4444-555555555555'),
    context: { [tag]: stack },
  }),
  'AWS::Logs::LogGroup': (stack, id) => ({
    action: 'logs:DeleteLogGroup',
    resource: arn('logs', `log-group:${named(stack, id)}`),
  }),
  'AWS::S3::Bucket': (stack, id) => ({
    action: 's3:PutBucketPolicy',
    resource: `arn:aws:s3:::${named(stack, id).toLowerCase()}`,
  }),
  'AWS::SNS::Topic': (stack, id) => ({
    action: 'sns:SetTopicAttributes',
    resource: arn('sns', named(stack, id)),
  }),
  'AWS::SSM::Parameter': (stack) => ({
    action: 'ssm:PutParameter',
    resource: arn('ssm', `parameter/${stack}/site-url`),
  }),
  'AWS::SecretsManager::Secret': (stack, id) => ({
    action: 'secretsmanager:GetSecretValue',
    resource: arn('secretsmanager', `secret:${stack}/${id}-AbCdEf`),
  }),
  'AWS::Serverless::Function': (stack, id) => ({
    action: 'lambda:UpdateFunctionCode',
    resource: arn('lambda', `function:${named(stack, id)}`),
  }),
};
const kebab = (id: string) => id.replace(/\B[A-Z]/g, '-$&').toLowerCase();

/** All stacks of the account share these, or they are parts of others above. docs/pipeline.md names the shared. */
const shared: Call = { action: 'none', resource: 'none' };
const others = [
  /^AWS::ApiGateway::/,
  /^AWS::CloudFront::.*(Policy|Control)$/,
  /^AWS::Cognito::UserPool.+/,
  /^AWS::Lambda::Permission$/,
  /^AWS::Route53::RecordSet$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::Serverless::Api$/,
];

const template = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
const resources = Object.entries<{ Type: string }>(template.Resources)
  .filter(([, { Type }]) => !others.some((pattern) => pattern.test(Type)))
  .map(([id, { Type }]) => ({ id, Type, call: harm[Type] }));

for (const [ours, theirs] of [stacks, stacks.toReversed()] as [string, string][]) {
  test(`the pipeline of ${ours} can change its own resources, and none of ${theirs}`, async (t) => {
    t.ok(resources.length > 30);
    for (const { id, Type, call } of resources) {
      if (!call) {
        t.fail(`${id}: this test does not know where CloudFormation puts ${Type}`);
        continue;
      }
      t.ok(
        allows(roles(ours).executes, call(ours, id)),
        `${id} needs its name in infra/pipeline.yaml`,
      );
      t.notOk(allows(roles(ours).executes, call(theirs, id)), `${theirs}: ${id}`);
    }
    const rule = (stack: string) => ({
      action: 'events:PutTargets',
      resource: arn('events', `rule/${stack}-NightlyFunctionEveryNigh-A1B2C3D4E5F6`),
    });
    t.ok(allows(roles(ours).executes, rule(ours)));
    t.notOk(allows(roles(ours).executes, rule(theirs)));
  });

  test(`no role in the stack ${ours} can read or write the data of ${theirs}`, async (t) => {
    const calls = (stack: string): Call[] => [
      {
        action: 'dynamodb:GetItem',
        resource: arn('dynamodb', `table/${named(stack, 'DataTable')}`),
      },
      {
        action: 'dynamodb:PutItem',
        resource: arn('dynamodb', `table/${named(stack, 'EphemeralTable')}`),
      },
      {
        action: 'cognito-idp:AdminInitiateAuth',
        resource: arn('cognito-idp', `userpool/${region}_AbCdEfGhI`),
        context: { [tag]: stack },
      },
      {
        action: 's3:PutObject',
        resource: `arn:aws:s3:::${stack}-sitebucket-a1b2c3d4e5f6/index.html`,
      },
    ];
    for (const call of calls(ours)) t.ok(allows(roles(ours).bounds, call), call.action);
    for (const call of calls(theirs)) t.notOk(allows(roles(ours).bounds, call), call.action);
  });

  test(`the pipeline of ${ours} cannot touch the roles of any pipeline`, async (t) => {
    const actions = [
      'UpdateAssumeRolePolicy',
      'DeleteRole',
      'PutRolePolicy',
      'PassRole',
      'TagRole',
    ];
    for (const stack of [ours, theirs]) {
      for (const id of ['DeployRole', 'ExecutionRole']) {
        for (const action of actions) {
          const call = {
            action: `iam:${action}`,
            resource: roleOf(`${stack}-pipeline`, id),
            context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
          };
          t.notOk(allows(roles(ours).executes, call), `${stack}: ${action} on ${id}`);
        }
      }
    }
    const pass = (stack: string) => ({
      action: 'iam:PassRole',
      resource: roleOf(`${stack}-pipeline`, 'ExecutionRole'),
      context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    });
    t.ok(allows(roles(ours).deploys, pass(ours)));
    t.notOk(allows(roles(ours).deploys, pass(theirs)));
  });

  test(`the deploy role of ${ours} reaches nothing of ${theirs}`, async (t) => {
    const uploads = 'arn:aws:s3:::aws-sam-cli-managed-default-samclisourcebucket-a1b2c3';
    const inAccount = { 'aws:ResourceAccount': account };
    const calls = (stack: string): Call[] => [
      {
        action: 'cloudformation:CreateChangeSet',
        resource: arn('cloudformation', `stack/${stack}/1-2`),
      },
      {
        action: 'cloudformation:DeleteStack',
        resource: arn('cloudformation', `stack/${stack}/1-2`),
      },
      { action: 's3:PutObject', resource: `${uploads}/${stack}/deployed/x`, context: inAccount },
      {
        action: 's3:ListBucket',
        resource: uploads,
        context: { ...inAccount, 's3:prefix': `${stack}/` },
      },
      {
        action: 's3:PutObject',
        resource: `arn:aws:s3:::${stack}-sitebucket-a1b2c3d4e5f6/index.html`,
        context: inAccount,
      },
      {
        action: 'cloudfront:CreateInvalidation',
        resource: arn('cloudfront', 'distribution/E1A2B3C4D5E6F7', ''),
        context: { [tag]: stack },
      },
      { action: 'ssm:PutParameter', resource: arn('ssm', `parameter/${stack}/deployed-commit`) },
    ];
    for (const call of calls(ours)) t.ok(allows(roles(ours).deploys, call), call.action);
    for (const call of calls(theirs)) t.notOk(allows(roles(ours).deploys, call), call.action);
  });
}

// The create context is what AWS compares while the resource has no id yet.
const tagging: [action: string, created: string, existing: string][] = [
  ['cognito-idp:TagResource', '*', arn('cognito-idp', `userpool/${region}_AbCdEfGhI`)],
  [
    'cloudfront:TagResource',
    arn('cloudfront', 'distribution/*', ''),
    arn('cloudfront', 'distribution/E1A2B3C4D5E6F7', ''),
  ],
  ['kms:TagResource', '*', arn('kms', 'key/11111111-2222-3333-4444-555555555555')],
  ['kms:TagResource', '*', arn('kms', 'key/mrk-11112222333344445555666677778888')],
];
for (const [action, created, existing] of tagging) {
  test(`${action} is allowed on what the pipeline creates: nothing can be tagged, and then taken`, async (t) => {
    const [ours, theirs] = stacks;
    const { executes } = roles(ours);
    t.ok(allows(executes, { action, resource: created }), 'created');
    t.ok(allows(executes, { action, resource: existing, context: { [tag]: ours } }), 'its own');
    t.notOk(allows(executes, { action, resource: existing }), 'without a tag');
    t.notOk(allows(executes, { action, resource: existing, context: { [tag]: theirs } }), 'other');
  });
}

test('a certificate of another stack cannot be tagged', async (t) => {
  const [ours, theirs] = stacks;
  const resource = arn('acm', 'certificate/11111111-2222-3333-4444-555555555555');
  const call = (stack: string) => ({
    action: 'acm:AddTagsToCertificate',
    resource,
    context: { [tag]: stack },
  });
  t.ok(allows(roles(ours).executes, call(ours)));
  t.notOk(allows(roles(ours).executes, call(theirs)));
});

test('keys and domains are out of reach without their parameters', async (t) => {
  const { executes } = await pipelineOf(stacks[0], { HasDomain: false, EncryptsAlarms: false });
  t.notMatch(JSON.stringify(executes), /"(kms|acm|route53):/);
});

test('roles in the stack cannot read logs', async (t) => {
  t.notMatch(JSON.stringify(roles(stacks[0]).bounds), /FilterLogEvents|GetLogEvents/);
});

test('every resource with a random id has the tag that the roles ask for', async (t) => {
  for (const [id, property] of [
    ['SiteDistribution', 'Tags'],
    ['UserPool', 'UserPoolTags'],
    ['AlarmKey', 'Tags'],
    ['Certificate', 'Tags'],
  ] as const) {
    t.match(
      JSON.stringify(template.Resources[id].Properties[property]),
      /"stack".*"AWS::StackName"/,
      id,
    );
  }
});

test('a stack cannot have a name that would reach into others', async (t) => {
  const { Parameters } = parse(await readFile('infra/pipeline.yaml', 'utf8'), {
    logLevel: 'silent',
  });
  const pattern = new RegExp(Parameters.StackName.AllowedPattern);
  for (const good of ['cloud-resume', 'cloud-resume-staging', 'a', 'a23456789012345678901234']) {
    t.match(good, pattern);
  }
  for (const bad of [
    'Cloud-resume',
    'cloud-resume-sitebucket',
    'cloud-resume-pipeline',
    'cloud-resume-pipeline-b',
    'a234567890123456789012345',
    '*',
  ]) {
    t.notMatch(bad, pattern);
  }
});

test('the policies are smaller than the limits of IAM', async (t) => {
  const { Resources } = await pipelineOf('a23456789012345678901234');
  const size = (document: object) => JSON.stringify(document).length;
  for (const [id, { Type, Properties }] of Object.entries<{ Type: string; Properties: Documents }>(
    Resources,
  )) {
    if (Type === 'AWS::IAM::ManagedPolicy') t.ok(size(Properties.PolicyDocument) < 6144, id);
    if (Type !== 'AWS::IAM::Role') continue;
    const inline = Properties.Policies.map(({ PolicyDocument }) => size(PolicyDocument));
    const total = inline.reduce((sum, each) => sum + each, 0);
    t.ok(total < 10_240, `${id}: ${total} characters`);
    t.ok((Properties.ManagedPolicyArns ?? []).length <= 10, id);
  }
});

interface Documents {
  PolicyDocument: object;
  Policies: { PolicyDocument: object }[];
  ManagedPolicyArns?: string[];
}
