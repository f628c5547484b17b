import { STATUS_CODES } from 'node:http';
import { test } from 'tap';
import {
  configSchema,
  digestVariables,
  guardVariables,
  nightlyVariables,
  readConfig,
} from '../../app/config.ts';
import { termsOf } from '../../scripts/cost/resource-types.ts';
import { isError } from '../contract/suite.ts';
import { ofType, properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();
const { Resources } = template;

test('every alarm notifies the topic, and missing data raises no alarm', (t) => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  t.ok(alarms.length >= 5);
  for (const [id, { Properties }] of alarms) {
    // test/template/alarms.test.ts has what else it does.
    const actions =
      id === 'FloodAlarm' ? Properties.AlarmActions.slice(0, 1) : Properties.AlarmActions;
    t.strictSame(actions, [{ Ref: 'AlarmTopic' }], id);
    t.strictSame(Properties.OKActions, [{ Ref: 'AlarmTopic' }], id);
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
  // The length of an answer, and how long it took, may tell a counted visit from a repeated one.
  t.notMatch(format, /length|bytes|latency|time|epoch/i);
  t.end();
});

test('the data table, the buckets, and the user pool with all that is in it outlast the stack', (t) => {
  const inPool = Object.keys(Resources).filter((id) => 'UserPoolId' in properties(template, id));
  t.strictSame(inPool, ['OwnerIsInGroup', 'UserPoolClient', 'OwnerGroup', 'Owner']);
  for (const id of ['DataTable', 'SiteBucket', 'TrailBucket', 'UserPool', ...inPool]) {
    t.equal(Resources[id]?.DeletionPolicy, 'RetainExceptOnCreate', id);
    t.equal(Resources[id]?.UpdateReplacePolicy, 'Retain', id);
  }
  const table = properties(template, 'DataTable');
  t.strictSame(table.PointInTimeRecoverySpecification, { PointInTimeRecoveryEnabled: true });
  t.strictSame(table.TimeToLiveSpecification, { AttributeName: 'expiresAt', Enabled: true });
  t.strictSame(properties(template, 'SiteBucket').VersioningConfiguration, { Status: 'Enabled' });
  t.end();
});

test('of what outlasts the stack, AWS charges only storage', (t) => {
  const kept = Object.entries(Resources).filter(
    ([, { DeletionPolicy = 'Delete' }]) => DeletionPolicy !== 'Delete',
  );
  t.ok(kept.length > 5);
  for (const [id, { Type }] of kept) {
    const terms = termsOf(Type);
    const isStorage = 'use' in terms && /storage/.test(terms.use);
    t.ok('free' in terms || isStorage, id);
  }
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

test('the guard function gets exactly the variables that its configuration needs', (t) => {
  const { Variables } = properties(template, 'GuardFunction').Environment;
  t.strictSame(Object.keys(Variables), ['DATA_TABLE_NAME']);
  t.strictSame(readConfig({ DATA_TABLE_NAME: 'some-value', AWS_REGION: 'x' }, guardVariables), {
    DATA_TABLE_NAME: 'some-value',
    AWS_REGION: 'x',
  });
  t.end();
});

test('the digest gets exactly the variables that its configuration needs', (t) => {
  const { Variables } = properties(template, 'DigestFunction').Environment;
  const texts = Object.fromEntries(Object.keys(Variables).map((name) => [name, 'you@example.com']));
  const tables = { DATA_TABLE_NAME: 'some-value', EPHEMERAL_TABLE_NAME: 'some-value' };
  t.match(readConfig({ ...texts, ...tables }, digestVariables), { ...texts, ...tables });
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

test('nothing is mailed before CloudFront has accepted the account', (t) => {
  const mails = [
    'AWS::Budgets::Budget',
    'AWS::Cognito::UserPoolUser',
    'AWS::SES::EmailIdentity',
    'AWS::SNS::Topic',
  ];
  for (const type of mails) {
    const resources = ofType(template, type);
    t.ok(resources.length > 0, type);
    for (const [id, { DependsOn }] of resources) t.equal(DependsOn, 'SiteDistribution', id);
  }
  t.end();
});

test('the role for the logs of APIs is set after an API exists, and before a stage writes logs', (t) => {
  t.equal(Resources.ApiGatewayAccount?.DependsOn, 'Api');
  t.notMatch(JSON.stringify(properties(template, 'Api')), 'ApiGatewayAccount', 'not in a circle');
  t.strictSame(properties(template, 'ApiProdStage').Variables, {
    LOG_ROLE: { 'Fn::If': ['CreatesApiGatewayLogRole', { Ref: 'ApiGatewayAccount' }, 'exists'] },
  });
  t.end();
});

test('while the origin secret is replaced, both texts that name it change', (t) => {
  const { Variables } = properties(template, 'ApiFunction').Environment;
  const [{ HeaderValue }] = properties(
    template,
    'SiteDistribution',
  ).DistributionConfig.Origins.find(({ Id }: { Id: string }) => Id === 'api').OriginCustomHeaders;
  const secret = (stage = '') => ({
    'Fn::Sub': `{{resolve:secretsmanager:\${OriginSecret}:SecretString${stage}}}`,
  });
  const current = { 'Fn::If': ['RotatesOriginSecret', secret('::AWSCURRENT'), secret()] };
  t.strictSame(HeaderValue, current);
  t.strictSame(Variables.ORIGIN_SECRET, current);
  t.strictSame(Variables.PREVIOUS_ORIGIN_SECRET, {
    'Fn::If': ['RotatesOriginSecret', secret('::AWSPREVIOUS'), { Ref: 'AWS::NoValue' }],
  });
  // CloudFormation updates the function before the distribution that depends on it.
  t.match(JSON.stringify(properties(template, 'SiteDistribution')), /\$\{Api\}/);
  t.match(JSON.stringify(properties(template, 'Api')), /\$\{ApiFunction\.Arn\}/);
  t.end();
});

test('the metrics of two stacks differ', (t) => {
  const own = ofType(template, 'AWS::CloudWatch::Alarm').filter(
    ([, { Properties }]) => Properties.Namespace === 'CloudResume',
  );
  t.equal(own.length, 2);
  for (const [id, { Properties }] of own) {
    t.strictSame(Properties.Dimensions, [{ Name: 'Stack', Value: { Ref: 'AWS::StackName' } }], id);
  }
  const dashboard = JSON.stringify(properties(template, 'MetricsDashboard'));
  t.match(dashboard, /CloudResume\\*", *\\*"PageView\\*", *\\*"Stack\\*", *\\*"\${AWS::StackName}/);
  t.end();
});

test('the budget mails at 80% and 100%, spent and forecast', (t) => {
  const { NotificationsWithSubscribers } = properties(template, 'Budget');
  const notices = NotificationsWithSubscribers.map(
    ({ Notification }: { Notification: Record<string, string> }) =>
      `${Notification.NotificationType} ${Notification.Threshold}`,
  );
  t.strictSame(notices, ['ACTUAL 80', 'ACTUAL 100', 'FORECASTED 80', 'FORECASTED 100']);
  t.end();
});

test('only this trail of CloudTrail writes into its bucket', (t) => {
  const { Statement } = properties(template, 'TrailBucketPolicy').PolicyDocument;
  const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
  t.equal(allowed.length, 2);
  for (const { Sid, Principal, Condition } of allowed) {
    t.strictSame(Principal, { Service: 'cloudtrail.amazonaws.com' }, Sid);
    const arn = Condition.StringEquals['aws:SourceArn']['Fn::Sub'];
    t.match(arn, /trail\/\$\{AWS::StackName\}$/, Sid);
  }
  t.strictSame(properties(template, 'Trail').TrailName, { Ref: 'AWS::StackName' });
  t.end();
});
