import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { parse } from 'yaml';
import { account, allows, type Call, pipelineOf, region, roleOf } from '../support/policy.ts';
import { arn, named, places } from '../support/stack-arns.ts';
import { properties, transformedTemplate } from '../support/template.ts';

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

const tag = 'aws:ResourceTag/stack';

/** The action that would harm a resource of a type most. */
const harm: Record<string, string> = {
  'AWS::Budgets::Budget': 'budgets:ModifyBudget',
  'AWS::CertificateManager::Certificate': 'acm:DeleteCertificate',
  'AWS::CloudFront::Distribution': 'cloudfront:UpdateDistribution',
  'AWS::CloudFront::Function': 'cloudfront:UpdateFunction',
  'AWS::CloudTrail::Trail': 'cloudtrail:StopLogging',
  'AWS::CloudWatch::Alarm': 'cloudwatch:DeleteAlarms',
  'AWS::CloudWatch::Dashboard': 'cloudwatch:DeleteDashboards',
  'AWS::Cognito::UserPool': 'cognito-idp:AdminCreateUser',
  'AWS::DynamoDB::Table': 'dynamodb:DeleteTable',
  'AWS::Events::Rule': 'events:PutTargets',
  'AWS::IAM::Role': 'iam:UpdateAssumeRolePolicy',
  'AWS::KMS::Key': 'kms:PutKeyPolicy',
  'AWS::Lambda::CodeSigningConfig': 'lambda:UpdateCodeSigningConfig',
  'AWS::Lambda::Function': 'lambda:UpdateFunctionCode',
  'AWS::Logs::LogGroup': 'logs:DeleteLogGroup',
  'AWS::S3::Bucket': 's3:PutBucketPolicy',
  'AWS::SES::EmailIdentity': 'ses:DeleteEmailIdentity',
  'AWS::SNS::Topic': 'sns:SetTopicAttributes',
  'AWS::SSM::Parameter': 'ssm:PutParameter',
  'AWS::SecretsManager::Secret': 'secretsmanager:GetSecretValue',
  'AWS::Signer::SigningProfile': 'signer:CancelSigningProfile',
};

/** All stacks of the account share these, or they are parts of others above. docs/pipeline.md names the shared. */
const others = [
  /^AWS::ApiGateway::/,
  /^AWS::CloudFront::.*(Policy|Control)$/,
  /^AWS::Cognito::UserPool.+/,
  /^AWS::Lambda::Permission$/,
  /^AWS::Route53::RecordSet$/,
  /^AWS::S3::BucketPolicy$/,
];

const template = await transformedTemplate();
const resources = Object.entries(template.Resources)
  .filter(([, { Type }]) => !others.some((pattern) => pattern.test(Type)))
  .map(([id, { Type, Properties }]) => ({ id, Type, Properties }));

for (const [ours, theirs] of [stacks, stacks.toReversed()] as [string, string][]) {
  test(`the pipeline of ${ours} can change its own resources, and none of ${theirs}`, async (t) => {
    t.ok(resources.length > 30);
    for (const { id, Type, Properties } of resources) {
      const action = harm[Type];
      const place = places[Type];
      if (!action || !place) {
        t.fail(`${id}: this test does not know what would harm ${Type}, or where it is`);
        continue;
      }
      const call = (stack: string): Call => {
        const [{ arn: resource, context }] = place(stack, id, Properties ?? {});
        return { action, resource, context };
      };
      t.ok(allows(roles(ours).executes, call(ours)), `${id} needs its name in infra/pipeline.yaml`);
      t.notOk(allows(roles(ours).executes, call(theirs)), `${theirs}: ${id}`);
    }
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

for (const [what, resource] of [
  ['signer', arn('signer', '/signing-profiles/SigningProfile_aBcDeFgHiJkL')],
  ['lambda', arn('lambda', 'code-signing-config:csc-0123456789abcdef0')],
] as const) {
  test(`what signs or checks the code of another stack cannot be tagged: ${what}`, async (t) => {
    const [ours, theirs] = stacks;
    const call = (stack: string) => ({
      action: `${what}:TagResource`,
      resource,
      context: { [tag]: stack },
    });
    t.ok(allows(roles(ours).executes, call(ours)));
    t.notOk(allows(roles(ours).executes, call(theirs)));
  });
}

test('a pipeline signs with the profile of its own stack only', async (t) => {
  const [ours, theirs] = stacks;
  const call = (stack: string) => ({
    action: 'signer:StartSigningJob',
    resource: arn('signer', '/signing-profiles/SigningProfile_aBcDeFgHiJkL'),
    context: { [tag]: stack },
  });
  t.ok(allows(roles(ours).deploys, call(ours)));
  t.notOk(allows(roles(ours).deploys, call(theirs)));
  t.notOk(allows(roles(ours).executes, call(ours)), 'what creates it does not sign');
});

test('keys, domains and signatures are out of reach without their parameters', async (t) => {
  const parts = { HasDomain: false, EncryptsAlarms: false, SignsCode: false };
  const { deploys, executes } = await pipelineOf(stacks[0], parts);
  t.notMatch(JSON.stringify([deploys, executes]), /"(kms|acm|route53|signer):/);
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
    ['SigningProfile', 'Tags'],
    ['CodeSigningConfig', 'Tags'],
  ] as const) {
    t.match(JSON.stringify(properties(template, id)[property]), /"stack".*"AWS::StackName"/, id);
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
