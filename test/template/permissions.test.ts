import { glob, readFile } from 'node:fs/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { digestVariables, readConfig, visitorVariables } from '../../app/config.ts';
import { addDays, utcDay } from '../../app/days/utc-day.ts';
import { createVisitors } from '../../app/dependencies.ts';
import { createDigest } from '../../app/digest-dependencies.ts';
import { forgetAttempts } from '../../app/features/auth/dynamo-forget-attempts.ts';
import { ofType, properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Principal?: unknown;
  Condition?: unknown;
}

interface Policy {
  PolicyDocument?: { Statement: Statement[] };
  'Fn::If'?: [string, Policy, Policy];
}

/** Statements of inline policies, those behind conditions included. */
function statements(policies: Policy[]): Statement[] {
  return policies.flatMap((policy) => {
    const chosen = policy['Fn::If']?.[1] ?? policy;
    return chosen.PolicyDocument?.Statement ?? [];
  });
}

const functionRole = statements(properties(template, 'ApiFunctionRole').Policies);

/** The actions that commands of the document client need. A transaction needs those of its parts. */
const actionsOf: Record<string, string[]> = {
  BatchGet: ['BatchGetItem'],
  Delete: ['DeleteItem'],
  Get: ['GetItem'],
  Put: ['PutItem'],
  Query: ['Query'],
  TransactWrite: ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
  Update: ['UpdateItem'],
};

test('the role of the function allows exactly the database actions that the code calls', async (t) => {
  const called = new Set<string>();
  for await (const file of glob('app/**/*.ts')) {
    const source = await readFile(file, 'utf8');
    if (!source.includes('@aws-sdk/lib-dynamodb')) continue;
    for (const [, name = ''] of source.matchAll(/new (\w+)Command\(/g)) {
      for (const action of actionsOf[name] ?? [name]) called.add(`dynamodb:${action}`);
    }
  }
  const allowed = functionRole.flatMap(({ Action }) => Action).filter((a) => /^dynamodb/.test(a));
  t.strictSame([...new Set(allowed)].sort(), [...called].sort());
});

test('the role of the function allows exactly the calls of the bucket that the code makes', async (t) => {
  const source = await readFile('app/aws/s3-bucket.ts', 'utf8');
  const called = new Set([...source.matchAll(/sdk\.(\w+)Command\(/g)].map(([, name = '']) => name));
  t.strictSame(
    [...called].sort(),
    ['DeleteObject', 'GetObject', 'HeadObject', 'ListObjectsV2', 'PutObject'],
    'a HeadObject needs GetObject, a ListObjectsV2 ListBucket',
  );
  const ofBucket = functionRole.filter(({ Action }) => `${Action}`.startsWith('s3:'));
  t.strictSame(
    ofBucket.map(({ Action, Resource, Condition }) => [
      Action,
      Resource,
      ...(Condition ? [Condition] : []),
    ]),
    [
      ['s3:GetObject', { 'Fn::Sub': `\${SiteBucket.Arn}/site.json` }],
      [
        ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        { 'Fn::Sub': `\${SiteBucket.Arn}/media/*` },
      ],
      [
        's3:ListBucket',
        { 'Fn::GetAtt': ['SiteBucket', 'Arn'] },
        { StringLike: { 's3:prefix': 'media/*' } },
      ],
    ],
  );
});

interface Sent {
  constructor: { name: string };
  input: {
    TableName?: string;
    TransactItems?: Record<string, { TableName: string }>[];
    RequestItems?: Record<string, unknown>;
  };
}

test('the role of the nightly function allows exactly the database actions of a roll-up and of forgetting', async (t) => {
  const tables = { DATA_TABLE_NAME: 'DataTable', EPHEMERAL_TABLE_NAME: 'EphemeralTable' };
  const Items = [
    { sk: '2026-01-01', forgotten: true },
    { sk: '2026-11-01', capacity: 40 },
  ];
  const needed = new Set<string>();
  const client = {
    async send(command: Sent) {
      const { TransactItems, RequestItems = {} } = command.input;
      const [TableName = command.input.TableName ?? ''] = Object.keys(RequestItems);
      const name = command.constructor.name.replace('Command', '');
      for (const item of TransactItems ?? [{ [name]: { TableName } }]) {
        for (const [what, { TableName }] of Object.entries(item)) {
          needed.add(`dynamodb:${what === 'Query' ? what : `${what}Item`} ${TableName}`);
        }
      }
      // A view of a post, for the tree of such views.
      return { Items, Attributes: { VP0000000000000000: 1 } };
    },
  } as unknown as DynamoDBDocumentClient;
  const config = readConfig(tables, visitorVariables);
  const db = database(client);
  const visitors = createVisitors(config, db);
  await visitors.rollUp(AbortSignal.timeout(10_000));
  await visitors.forgetAfter(30, AbortSignal.timeout(10_000));
  await forgetAttempts(db.table(config.EPHEMERAL_TABLE_NAME), AbortSignal.timeout(10_000));

  const role = statements(properties(template, 'NightlyFunctionRole').Policies);
  const allowed = role.flatMap(({ Action, Resource }) => {
    const [id] = (Resource as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
    return [Action].flat().map((action) => `${action} ${id}`);
  });
  const ofTables = allowed.filter((action) => action.startsWith('dynamodb:'));
  t.strictSame(ofTables.sort(), [...needed].sort());
});

test('the role of the guard function can only update the switch, and write its log', (t) => {
  t.strictSame(statements(properties(template, 'GuardFunctionRole').Policies), [
    {
      Effect: 'Allow',
      Action: 'dynamodb:UpdateItem',
      Resource: { 'Fn::GetAtt': ['DataTable', 'Arn'] },
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['SWITCH'] } },
    },
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': ['GuardFunctionLogs', 'Arn'] },
    },
  ]);
  t.end();
});

test('the role of the digest allows exactly its database actions, and mails from two identities', async (t) => {
  const tables = { DATA_TABLE_NAME: 'DataTable', EPHEMERAL_TABLE_NAME: 'EphemeralTable' };
  const addresses = { MAIL_FROM: 'site@example.com', MAIL_TO: 'you@example.com' };
  // Not rolled up yet.
  const yesterday = addDays(utcDay(Date.now()), -1);
  const needed = new Set<string>();
  const client = {
    async send(command: Sent) {
      const { RequestItems = {}, TableName } = command.input;
      const name = command.constructor.name.replace('Command', '');
      for (const table of TableName ? [TableName] : Object.keys(RequestItems)) {
        needed.add(`dynamodb:${name === 'Query' ? name : `${name}Item`} ${table}`);
      }
      // The week is claimed already.
      if (name === 'Put' && 'ConditionExpression' in command.input) {
        throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
      }
      return { Items: [{ sk: yesterday, capacity: 40 }] };
    },
  } as unknown as DynamoDBDocumentClient;
  const config = readConfig({ ...tables, ...addresses }, digestVariables);
  const { week, marks } = createDigest(config, database(client));
  const signal = AbortSignal.timeout(10_000);
  await week(yesterday);
  await marks.claim('2026-W48', signal);
  await marks.release('2026-W48', signal);
  await marks.sent('2026-W48', signal);

  const role = statements(properties(template, 'DigestFunctionRole').Policies);
  const allowed = role.flatMap(({ Action, Resource }) => {
    const [id] = (Resource as { 'Fn::GetAtt'?: [string, string] })['Fn::GetAtt'] ?? [];
    return [Action].flat().map((action) => `${action} ${id}`);
  });
  const ofTables = allowed.filter((action) => action.startsWith('dynamodb:'));
  t.strictSame(ofTables.sort(), [...needed].sort());
  const mail = role.filter(({ Action }) => `${Action}`.startsWith('ses:'));
  const identity = (id: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:identity/\${${id}}`,
  });
  const domain = { 'Fn::If': ['HasDomain', identity('DomainIdentity'), { Ref: 'AWS::NoValue' }] };
  t.match(mail, [{ Action: 'ses:SendEmail', Resource: [identity('MailIdentity'), domain] }]);
});

test('the policies that let others call the functions fit into them', (t) => {
  const statement = JSON.stringify({
    Sid: 'x'.repeat(100),
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: `arn:aws:lambda:us-east-1:123456789012:function:${'x'.repeat(64)}`,
    Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:execute-api:${'x'.repeat(120)}` } },
  });
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  const limit = 20_480;
  t.ok(ofType(template, 'AWS::Lambda::Permission').length * statement.length < limit / 2);
  t.end();
});

test('no policy except the one for X-Ray allows all actions or all resources', (t) => {
  const wild: string[] = [];
  for (const [id, { Properties }] of ofType(template, 'AWS::IAM::Role')) {
    for (const { Action, Resource } of statements(Properties.Policies ?? [])) {
      const actions = [Action].flat();
      if (JSON.stringify(Resource) === '"*"' || actions.some((a) => a.endsWith('*'))) {
        wild.push(`${id}: ${actions.join(', ')}`);
      }
    }
  }
  // X-Ray supports no resources in policies. A parameter enables this policy.
  t.strictSame(wild, ['ApiFunctionRole: xray:PutTraceSegments, xray:PutTelemetryRecords']);
  t.end();
});

test('only the API and the distribution are public', (t) => {
  t.strictSame(properties(template, 'SiteBucket').PublicAccessBlockConfiguration, {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  });
  const bucketPolicy: Statement[] = properties(template, 'SiteBucketPolicy').PolicyDocument
    .Statement;
  const allowed = bucketPolicy.filter(({ Effect }) => Effect === 'Allow');
  t.ok(allowed.length > 0);
  for (const { Principal } of allowed) {
    t.strictSame(Principal, { Service: 'cloudfront.amazonaws.com' });
  }
  const permissions = ofType(template, 'AWS::Lambda::Permission');
  t.ok(permissions.length > 0);
  for (const [id, { Properties }] of permissions) {
    t.match(
      Properties.Principal,
      /^(apigateway|events|lambda\.alarms\.cloudwatch)\.amazonaws\.com$/,
      id,
    );
    t.ok(Properties.SourceArn, id);
  }
  t.strictSame(ofType(template, 'AWS::Lambda::Url'), []);
  t.end();
});
