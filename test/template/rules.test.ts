import { glob, readFile } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { configSchema, nightlyVariables, readConfig, visitorVariables } from '../../app/config.ts';
import { createVisitors } from '../../app/dependencies.ts';
import { headersOf } from '../../app/http/site-headers.ts';
import { sitePaths } from '../../app/http/site-paths.ts';
import { isError } from '../contract/suite.ts';
import { ofType, properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();
const { Resources } = template;

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
  const visitors = createVisitors(readConfig(tables, visitorVariables), database(client));
  await visitors.rollUp(AbortSignal.timeout(10_000));
  await visitors.forgetAfter(30, AbortSignal.timeout(10_000));

  const role = statements(properties(template, 'NightlyFunctionRole').Policies);
  const allowed = role.flatMap(({ Action, Resource }) => {
    const [id] = (Resource as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
    return [Action].flat().map((action) => `${action} ${id}`);
  });
  const ofTables = allowed.filter((action) => action.startsWith('dynamodb:'));
  t.strictSame(ofTables.sort(), [...needed].sort());
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
    t.match(Properties.Principal, /^(apigateway|events)\.amazonaws\.com$/, id);
    t.ok(Properties.SourceArn, id);
  }
  t.strictSame(ofType(template, 'AWS::Lambda::Url'), []);
  t.end();
});

test('every alarm notifies the topic, and missing data raises no alarm', (t) => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  t.ok(alarms.length >= 5);
  for (const [id, { Properties }] of alarms) {
    t.strictSame(Properties.AlarmActions, [{ Ref: 'AlarmTopic' }], id);
    t.equal(Properties.TreatMissingData, 'notBreaching', id);
    const dashboard = JSON.stringify(properties(template, 'MetricsDashboard'));
    t.match(dashboard, `\${${id}.Arn}`, `${id} is on the dashboard`);
  }
  t.end();
});

test('every log group has a retention, and every function names its log group', (t) => {
  const groups = ofType(template, 'AWS::Logs::LogGroup');
  const functions = ofType(template, 'AWS::Lambda::Function');
  t.ok(functions.length > 0 && groups.length > functions.length, 'one more for access to the API');
  for (const [id, { Properties }] of groups) {
    t.strictSame(Properties.RetentionInDays, { Ref: 'LogRetentionDays' }, id);
  }
  for (const [id, { Properties }] of functions) {
    t.match(Resources[Properties.LoggingConfig?.LogGroup?.Ref]?.Type, 'AWS::Logs::LogGroup', id);
  }
  t.end();
});

test('access logs are JSON without data about the client', (t) => {
  const format: string = properties(template, 'ApiProdStage').AccessLogSetting.Format;
  JSON.parse(format);
  t.notMatch(format, /identity|sourceIp|userAgent|\$context\.path|authorizer|header/i);
  // An answer's length tells a counted visit from a repeated one.
  t.notMatch(format, /length|bytes/i);
  t.end();
});

test('the data table, the bucket and the user pool outlast the stack', (t) => {
  for (const id of ['DataTable', 'SiteBucket']) {
    t.equal(Resources[id]?.DeletionPolicy, 'RetainExceptOnCreate', id);
    t.equal(Resources[id]?.UpdateReplacePolicy, 'Retain', id);
  }
  t.equal(Resources.UserPool?.DeletionPolicy, 'RetainExceptOnCreate');
  const table = properties(template, 'DataTable');
  t.strictSame(table.PointInTimeRecoverySpecification, { PointInTimeRecoveryEnabled: true });
  t.strictSame(table.TimeToLiveSpecification, { AttributeName: 'expiresAt', Enabled: true });
  t.strictSame(properties(template, 'SiteBucket').VersioningConfiguration, { Status: 'Enabled' });
  t.end();
});

test('the ephemeral table has no backup and is deleted with the stack', (t) => {
  const table = properties(template, 'EphemeralTable');
  t.strictSame(table.PointInTimeRecoverySpecification, { PointInTimeRecoveryEnabled: false });
  t.strictSame(table.TimeToLiveSpecification, { AttributeName: 'expiresAt', Enabled: true });
  t.notOk(Resources.EphemeralTable?.DeletionPolicy);
  t.end();
});

test('the function gets only variables that the configuration defines', (t) => {
  const { Variables } = properties(template, 'ApiFunction').Environment;
  const known = Object.keys(configSchema.properties);
  t.strictSame(
    Object.keys(Variables).filter((name) => !known.includes(name)),
    [],
  );
  t.end();
});

test('the nightly function gets exactly the variables that its configuration needs', (t) => {
  const { Variables } = properties(template, 'NightlyFunction').Environment;
  const texts = Object.fromEntries(Object.keys(Variables).map((name) => [name, 'some-value']));
  t.match(readConfig({ ...texts, BREAKDOWN_DAYS: '30' }, nightlyVariables), {
    ...texts,
    BREAKDOWN_DAYS: 30,
  });
  t.end();
});

test('errors that the gateway itself answers have an HttpError body', (t) => {
  const responses: [
    string,
    { statusCode: string; responseTemplates: object; responseParameters: object },
  ][] = Object.entries(properties(template, 'Api').Body['x-amazon-apigateway-gateway-responses']);
  t.ok(responses.length > 0);
  for (const [type, { statusCode, responseTemplates, responseParameters }] of responses) {
    t.strictSame(Object.keys(responseTemplates), ['application/json'], type);
    const [body] = Object.values(responseTemplates);
    const status = Number(statusCode);
    const headers = { 'content-type': 'application/json' };
    isError(t, { status, headers, body }, status, type);
    t.equal(JSON.parse(body).error, STATUS_CODES[status], type);
    const named = Object.keys(responseParameters).map((name) => name.split('.').at(-1));
    t.ok(named.includes('x-content-type-options') && named.includes('x-request-id'), type);
    if (status === 429 || status === 503) t.ok(named.includes('retry-after'), type);
    if (status === 401) t.ok(named.includes('www-authenticate'), type);
  }
  t.end();
});

for (const [policy, path] of [
  ['SiteHeaders', '/index.html'],
  ['PdfHeaders', '/resume.pdf'],
  ['MediaHeaders', '/media/a.png'],
] as const) {
  test(`CloudFront sends the headers that the local edge sends: ${policy}`, (t) => {
    const { SecurityHeadersConfig, CustomHeadersConfig } = properties(
      template,
      policy,
    ).ResponseHeadersPolicyConfig;
    t.strictSame(
      {
        'content-security-policy':
          SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy,
        'referrer-policy': SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy,
        'x-content-type-options': SecurityHeadersConfig.ContentTypeOptions.Override && 'nosniff',
        ...Object.fromEntries(
          CustomHeadersConfig.Items.map((item: { Header: string; Value: string }) => [
            item.Header,
            item.Value,
          ]),
        ),
      },
      headersOf(path),
    );
    t.end();
  });
}

test('CloudFront sends the headers of PDFs with PDFs, and those of the site with all else', (t) => {
  const { DefaultCacheBehavior, CacheBehaviors } = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig;
  const { PathPattern, ...pdf } = CacheBehaviors.find((b: Behavior) => b.PathPattern === '*.pdf');
  t.strictSame(pdf, { ...DefaultCacheBehavior, ResponseHeadersPolicyId: { Ref: 'PdfHeaders' } });
  t.strictSame(DefaultCacheBehavior.ResponseHeadersPolicyId, { Ref: 'SiteHeaders' });
  t.end();
});

interface Behavior {
  PathPattern: string;
  TargetOriginId: string;
  CachePolicyId: unknown;
  FunctionAssociations?: { FunctionARN: unknown }[];
}

test('CloudFront sends each path where the local edge sends it', (t) => {
  const { DefaultCacheBehavior, CacheBehaviors } = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig;
  const behaviors = [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: '*' }];
  t.strictSame(
    behaviors.map(({ PathPattern, TargetOriginId, FunctionAssociations = [] }: Behavior) => {
      // This function removes the prefix.
      const isApi = JSON.stringify(FunctionAssociations).includes('ApiRequest');
      const origin = TargetOriginId === 'site' ? 'bucket' : isApi ? 'api' : 'pages';
      return { pattern: PathPattern, origin };
    }),
    sitePaths,
  );
  t.end();
});

test('CloudFront caches pages for as long as the app says, by the number of a list’s page', (t) => {
  const { CacheBehaviors } = properties(template, 'SiteDistribution').DistributionConfig;
  const pages = CacheBehaviors.filter(({ PathPattern }: Behavior) =>
    /^\/(blog|projects|certifications)/.test(PathPattern),
  );
  t.equal(pages.length, 6);
  for (const page of pages) {
    t.match(page, {
      AllowedMethods: ['GET', 'HEAD'],
      CachePolicyId: { Ref: 'PageCaching' },
      ResponseHeadersPolicyId: { Ref: 'SiteHeaders' },
    });
  }
  t.match(properties(template, 'PageCaching').CachePolicyConfig, {
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 86_400,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: true,
      EnableAcceptEncodingBrotli: true,
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['page'] },
    },
  });
  t.end();
});

test('CloudFront neither caches answers of the API nor retries its requests', (t) => {
  const { Origins, CacheBehaviors, CustomErrorResponses } = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig;
  const api = Origins.find(({ Id }: { Id: string }) => Id === 'api');
  t.equal(api.ConnectionAttempts, 1);
  const ofApi = CacheBehaviors.filter((b: Behavior) => b.PathPattern.startsWith('/api'));
  t.strictSame(
    ofApi.map(({ PathPattern, CachePolicyId }: Behavior) => [PathPattern, CachePolicyId]),
    [
      ['/api/v1/*/track', { Ref: 'TrackCaching' }],
      ['/api/*', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'],
    ],
    'the latter is CachingDisabled',
  );
  const { Name, ...caching } = properties(template, 'TrackCaching').CachePolicyConfig;
  t.strictSame(caching, {
    // With a MaxTTL of 0, CloudFront accepts no header in the cache key. The app sends `no-store`.
    ...{ MinTTL: 0, DefaultTTL: 0, MaxTTL: 1 },
    ParametersInCacheKeyAndForwardedToOrigin: {
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['Authorization', 'Origin', 'Sec-Fetch-Site'],
      },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
      EnableAcceptEncodingGzip: false,
    },
  });
  // All codes for which CloudFront accepts a rule.
  const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
  const rules = new Map<number, { ErrorCachingMinTTL: number; ResponsePagePath?: string }>(
    CustomErrorResponses.map((response: { ErrorCode: number }) => [response.ErrorCode, response]),
  );
  for (const code of codes) {
    t.equal(rules.get(code)?.ErrorCachingMinTTL, code === 403 ? 10 : 0, `${code}`);
    t.equal(rules.get(code)?.ResponsePagePath, code === 403 ? '/404.html' : undefined, `${code}`);
  }
  t.end();
});

test('no one can sign up, and access tokens expire after minutes', (t) => {
  const pool = properties(template, 'UserPool');
  t.strictSame(pool.AdminCreateUserConfig, { AllowAdminCreateUserOnly: true });
  t.ok(pool.Policies.PasswordPolicy.MinimumLength >= 12);
  t.strictSame(pool.EnabledMfas, ['SOFTWARE_TOKEN_MFA']);
  t.match(properties(template, 'UserPoolClient'), {
    GenerateSecret: false,
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    AccessTokenValidity: 5,
    TokenValidityUnits: { AccessToken: 'minutes' },
  });
  t.end();
});

test('CloudFront forwards exactly the headers that the app reads for a visit', async (t) => {
  const policies = [
    properties(template, 'TrackHeaders').OriginRequestPolicyConfig.HeadersConfig,
    properties(template, 'TrackCaching').CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin
      .HeadersConfig,
  ];
  const forwarded: string[] = [];
  for (const { HeaderBehavior, Headers } of policies) {
    t.equal(HeaderBehavior, 'whitelist');
    t.ok(Headers.length <= 10, 'AWS accepts no more');
    forwarded.push(...Headers.map((name: string) => name.toLowerCase()));
  }
  const screening = await readFile('app/features/visitors/screening.ts', 'utf8');
  const service = await readFile('app/features/visitors/service.ts', 'utf8');
  const read = [...(screening + service).matchAll(/headers(?:\.|\[')([\w-]+)/g)].map(
    ([, name]) => name,
  );
  t.ok(read.includes('dnt') && read.includes('cloudfront-viewer-country'));
  // For the client's address and token, the site that the page is from, the body and the log.
  read.push('x-viewer-address', 'authorization', 'sec-fetch-site', 'x-viewer-host');
  read.push('content-type', 'x-live-test');
  t.strictSame(forwarded.sort(), [...new Set(read)].sort());
  const [first] = properties(template, 'SiteDistribution').DistributionConfig.CacheBehaviors;
  t.match(first, {
    PathPattern: '/api/v1/*/track',
    OriginRequestPolicyId: { Ref: 'TrackHeaders' },
  });
});
