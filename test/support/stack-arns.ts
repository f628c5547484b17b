import { account, boundaryOf, region } from './policy.ts';

/** What a policy compares: an ARN, and the values of its conditions. */
export interface Place {
  arn: string;
  context?: Record<string, string>;
  /** What AWS compares instead in the calls that create and tag a resource whose id is random. It has no tag then. */
  atCreation?: string;
  /** The service does not know the tag of a new resource at once, and CloudFormation does not wait. */
  tagsLate?: true;
  /** Another resource of the same service: only actions that AWS's reference names for it concern it. */
  isOther?: true;
}

// biome-ignore lint/suspicious/noExplicitAny: the shapes of the template, which cfn-lint checks.
type Properties = any;
type Rule = (stack: string, id: string, properties: Properties) => [Place, ...Place[]];

const uuid = '11111111-2222-3333-4444-555555555555';
const random = 'A1B2C3D4E5F6';

export const arn = (service: string, name: string, where = region) =>
  `arn:aws:${service}:${where}:${account}:${name}`;
const tagged = (stack: string) => ({ 'aws:ResourceTag/stack': stack });

/** The name that CloudFormation gives a resource which has none in the template. */
export const named = (stack: string, id: string) => `${stack}-${id}-${random}`;
// Of an id in a name of at most 64 characters, it keeps this much.
const short = (stack: string, id: string) => named(stack, id.slice(0, 24));

/** The name that a template gives a resource. It may contain the names of the stack and the region. */
function nameIn(property: Properties, stack: string): string {
  if (property?.Ref === 'AWS::StackName') return stack;
  const name: string = (property?.['Fn::Sub'] ?? property)
    .replaceAll(/\$\{AWS::StackName\}/g, stack)
    .replaceAll(/\$\{AWS::Region\}/g, region);
  if (name.includes('$')) throw new Error(`This test does not know what ${name} is.`);
  return name;
}

/** The logical id of another resource that a property names, by `Ref` or by an attribute. */
const idIn = (property: Properties): string => property.Ref ?? property['Fn::GetAtt'][0];

const bucket = (stack: string, id: string) => `arn:aws:s3:::${named(stack, id).toLowerCase()}`;
const functionArn = (stack: string, id: string) => arn('lambda', `function:${short(stack, id)}`);
const gateway = (path: string) => ({ arn: `arn:aws:apigateway:${region}::${path}` });
const stackRole = (stack: string, id: string, service: string): Place => ({
  arn: arn('iam', `role/cloud-resume/${stack}/${short(stack, id)}`, ''),
  context: {
    'iam:PassedToService': service,
    'iam:PermissionsBoundary': boundaryOf(stack),
  },
});
const zone: [Place, Place] = [
  { arn: 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ' },
  { arn: 'arn:aws:route53:::change/C2682N5HXP0BZ4' },
];
const restApi = '/restapis/a1b2c3d4e5';
const domain = '/domainnames/api.example.com';
const pool = (stack: string): Place => ({
  arn: arn('cognito-idp', `userpool/${region}_AbCdEfGhI`),
  context: tagged(stack),
});
const codeSigning = (stack: string): Place => ({
  arn: arn('lambda', 'code-signing-config:csc-0123456789abcdef0'),
  context: tagged(stack),
  atCreation: arn('lambda', 'code-signing-config:csc-0123456789abcdef0'),
});
const cloudFront =
  (kind: string): Rule =>
  () => [{ arn: arn('cloudfront', `${kind}/${uuid}`, '') }];

/**
 * Where CloudFormation puts a resource of each type of the template, after the SAM transform: the ARN of
 * the resource comes first, and then those that its handlers use besides.
 */
export const places: Record<string, Rule> = {
  'AWS::ApiGateway::Account': (stack, _id, { CloudWatchRoleArn }) => [
    gateway('/account'),
    stackRole(stack, idIn(CloudWatchRoleArn), 'apigateway.amazonaws.com'),
  ],
  'AWS::ApiGateway::BasePathMapping': () => [
    gateway(`${domain}/basepathmappings`),
    gateway(`${domain}/basepathmappings/(none)`),
  ],
  'AWS::ApiGateway::Deployment': () => [
    gateway(`${restApi}/deployments`),
    gateway(`${restApi}/deployments/a1b2c3`),
  ],
  'AWS::ApiGateway::DomainName': () => [
    gateway('/domainnames'),
    gateway(domain),
    gateway(`/tags/${encodeURIComponent(gateway(domain).arn)}`),
  ],
  'AWS::ApiGateway::RestApi': () => [
    gateway('/restapis'),
    gateway(restApi),
    gateway(`/tags/${encodeURIComponent(gateway(restApi).arn)}`),
  ],
  'AWS::ApiGateway::Stage': () => [
    gateway(`${restApi}/stages`),
    gateway(`${restApi}/stages/Prod`),
    gateway(`/tags/${encodeURIComponent(gateway(`${restApi}/stages/Prod`).arn)}`),
  ],
  'AWS::Budgets::Budget': (stack, _id, { Budget }) => [
    { arn: arn('budgets', `budget/${nameIn(Budget.BudgetName, stack)}`, '') },
  ],
  'AWS::CertificateManager::Certificate': (stack) => [
    {
      arn: arn('acm', `certificate/${uuid}`),
      context: tagged(stack),
      atCreation: arn('acm', `certificate/${uuid}`),
    },
    ...zone,
  ],
  'AWS::CloudFront::CachePolicy': cloudFront('cache-policy'),
  'AWS::CloudFront::Distribution': (stack) => [
    {
      arn: arn('cloudfront', 'distribution/E1A2B3C4D5E6F7', ''),
      context: tagged(stack),
      atCreation: arn('cloudfront', 'distribution/*', ''),
    },
  ],
  'AWS::CloudFront::Function': (stack, _id, { Name }) => [
    { arn: arn('cloudfront', `function/${nameIn(Name, stack)}`, '') },
  ],
  'AWS::CloudFront::OriginAccessControl': cloudFront('origin-access-control'),
  'AWS::CloudFront::OriginRequestPolicy': cloudFront('origin-request-policy'),
  'AWS::CloudFront::ResponseHeadersPolicy': cloudFront('response-headers-policy'),
  'AWS::CloudTrail::Trail': (stack, _id, { TrailName }) => [
    { arn: arn('cloudtrail', `trail/${nameIn(TrailName, stack)}`) },
  ],
  'AWS::CloudWatch::Alarm': (stack, id) => [
    { arn: arn('cloudwatch', `alarm:${named(stack, id)}`) },
  ],
  'AWS::CloudWatch::Dashboard': (stack, _id, { DashboardName }) => [
    { arn: arn('cloudwatch', `dashboard/${nameIn(DashboardName, stack)}`, '') },
  ],
  'AWS::Cognito::UserPool': (stack) => [{ ...pool(stack), atCreation: '*' }],
  'AWS::Cognito::UserPoolClient': (stack) => [pool(stack)],
  'AWS::Cognito::UserPoolGroup': (stack) => [pool(stack)],
  'AWS::Cognito::UserPoolUser': (stack) => [pool(stack)],
  'AWS::Cognito::UserPoolUserToGroupAttachment': (stack) => [pool(stack)],
  'AWS::DynamoDB::Table': (stack, id) => [{ arn: arn('dynamodb', `table/${named(stack, id)}`) }],
  'AWS::Events::Rule': (stack, id) => [{ arn: arn('events', `rule/${short(stack, id)}`) }],
  'AWS::IAM::Role': (stack, id) => [stackRole(stack, id, 'lambda.amazonaws.com')],
  'AWS::KMS::Key': (stack) => [
    {
      arn: arn('kms', `key/${uuid}`),
      context: tagged(stack),
      atCreation: '*',
      tagsLate: true,
    },
  ],
  'AWS::Lambda::CodeSigningConfig': (stack) => [codeSigning(stack)],
  'AWS::Lambda::Function': (stack, id, { Role }) => [
    { arn: functionArn(stack, id) },
    { ...codeSigning(stack), isOther: true },
    stackRole(stack, idIn(Role), 'lambda.amazonaws.com'),
    {
      arn: `arn:aws:s3:::aws-sam-cli-managed-default-samclisourcebucket-a1b2c3/${stack}/0123abcd`,
      context: { 'aws:ResourceAccount': account },
    },
  ],
  'AWS::Lambda::Permission': (stack, _id, { FunctionName }) => [
    { arn: functionArn(stack, idIn(FunctionName)) },
  ],
  'AWS::Logs::LogGroup': (stack, id) => [
    { arn: arn('logs', `log-group:${named(stack, id)}`) },
    // Some calls end with a log stream, though they have none.
    { arn: arn('logs', `log-group:${named(stack, id)}:log-stream:`) },
  ],
  'AWS::Route53::RecordSet': () => zone,
  'AWS::S3::Bucket': (stack, id) => [{ arn: bucket(stack, id) }],
  'AWS::S3::BucketPolicy': (stack, _id, { Bucket }) => [{ arn: bucket(stack, idIn(Bucket)) }],
  'AWS::SES::EmailIdentity': (stack) => [
    {
      arn: arn('ses', 'identity/owner@example.com'),
      context: tagged(stack),
      atCreation: arn('ses', 'identity/owner@example.com'),
    },
  ],
  'AWS::SNS::Topic': (stack, id) => [{ arn: arn('sns', named(stack, id)) }],
  'AWS::SSM::Parameter': (stack, _id, { Name }) => [
    { arn: arn('ssm', `parameter${nameIn(Name, stack)}`) },
  ],
  'AWS::SecretsManager::Secret': (stack, _id, { Name }) => [
    { arn: arn('secretsmanager', `secret:${nameIn(Name, stack)}-AbCdEf`) },
  ],
  'AWS::Signer::SigningProfile': (stack) => [
    {
      arn: arn('signer', '/signing-profiles/SigningProfile_aBcDeFgHiJkL'),
      context: tagged(stack),
      atCreation: arn('signer', '/signing-profiles/SigningProfile_aBcDeFgHiJkL'),
    },
  ],
};
