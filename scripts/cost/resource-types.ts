import type { Resources } from '../aws/template.ts';
import { UserError } from '../lib/user-error.ts';
import type { Item, Usage } from './prices.ts';

/** What there is to pay for a resource of a type: so much each month, for its use, or nothing. */
type Terms = { monthly: Item } | { use: string } | { free: string };

const noCharge = { free: 'no charge of its own' };
const withDistribution = { free: 'settings of the distribution' };
const withPool = { free: 'settings of the user pool' };
const withApi = { free: 'settings of the API' };

export const resourceTypes: Record<string, Terms> = {
  'AWS::ApiGateway::Account': withApi,
  'AWS::ApiGateway::BasePathMapping': withApi,
  'AWS::ApiGateway::Deployment': withApi,
  'AWS::ApiGateway::DomainName': withApi,
  'AWS::ApiGateway::RestApi': { use: 'requests' },
  'AWS::ApiGateway::Stage': { free: 'it has no cache, which would cost by the hour' },
  'AWS::CertificateManager::Certificate': { free: 'public ones are free' },
  'AWS::CloudFront::CachePolicy': withDistribution,
  'AWS::CloudFront::Distribution': { use: 'requests, data out' },
  'AWS::CloudFront::Function': { use: 'calls' },
  'AWS::CloudFront::OriginAccessControl': withDistribution,
  'AWS::CloudFront::OriginRequestPolicy': withDistribution,
  'AWS::CloudFront::ResponseHeadersPolicy': withDistribution,
  'AWS::CloudWatch::Alarm': { monthly: 'alarms' },
  'AWS::CloudWatch::Dashboard': { monthly: 'dashboards' },
  'AWS::Cognito::UserPool': { free: 'the first 10,000 who sign in each month are free' },
  'AWS::Cognito::UserPoolClient': withPool,
  'AWS::Cognito::UserPoolGroup': withPool,
  'AWS::Cognito::UserPoolUser': withPool,
  'AWS::Cognito::UserPoolUserToGroupAttachment': withPool,
  'AWS::DynamoDB::Table': { use: 'read and write units; a few kB are stored and backed up' },
  'AWS::Events::Rule': { free: 'schedules are free' },
  'AWS::IAM::Role': noCharge,
  'AWS::KMS::Key': { monthly: 'keys' },
  'AWS::Lambda::Function': { use: 'invocations, time × memory' },
  'AWS::Lambda::Permission': noCharge,
  'AWS::Logs::LogGroup': { use: 'what is taken in and kept' },
  // AWS has no charge for records that are aliases, nor for look-ups of them.
  'AWS::Route53::RecordSet': { free: 'aliases of AWS’s own names; their zone is counted' },
  'AWS::S3::Bucket': { use: 'storage, requests' },
  'AWS::S3::BucketPolicy': noCharge,
  'AWS::SNS::Topic': { use: 'e-mails of alarms; the first 1,000 a month are free' },
  'AWS::SSM::Parameter': { free: 'standard parameters are free' },
  'AWS::SecretsManager::Secret': { monthly: 'secrets' },
};

/** @throws {UserError} when it is not known what a type costs. */
export function termsOf(type: string): Terms {
  const terms = resourceTypes[type];
  if (!terms)
    throw new UserError(`scripts/cost/resource-types.ts does not say what ${type} costs.`);
  return terms;
}

/** What is to be paid each month, whether it is used or not. */
export function standingUsage(resources: Resources): Usage {
  const usage: Usage = {};
  const zones = new Set<string>();
  for (const { Type, Properties } of Object.values(resources)) {
    const terms = termsOf(Type);
    if ('monthly' in terms) usage[terms.monthly] = (usage[terms.monthly] ?? 0) + 1;
    if (Type === 'AWS::Route53::RecordSet') zones.add(Properties.HostedZoneId);
  }
  return { ...usage, zones: zones.size };
}
