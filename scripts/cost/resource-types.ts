import type { Resources } from '../aws/template.ts';
import { UserError } from '../lib/user-error.ts';
import type { Item, Usage } from './prices.ts';

/** How AWS charges for a type of resource: per month, by use, or not at all. */
type Terms = { monthly: Item } | { use: string } | { free: string };

const noCharge = { free: 'no separate charge' };
const withDistribution = { free: 'part of the distribution' };
const withPool = { free: 'part of the user pool' };
const withApi = { free: 'part of the API' };

export const resourceTypes: Record<string, Terms> = {
  'AWS::ApiGateway::Account': withApi,
  'AWS::ApiGateway::BasePathMapping': withApi,
  'AWS::ApiGateway::Deployment': withApi,
  'AWS::ApiGateway::DomainName': withApi,
  'AWS::ApiGateway::RestApi': { use: 'requests' },
  'AWS::ApiGateway::Stage': { free: 'its cache, which costs by the hour, is off' },
  'AWS::Budgets::Budget': { free: 'budgets that only mail are free' },
  'AWS::CertificateManager::Certificate': { free: 'public certificates are free' },
  'AWS::CloudFront::CachePolicy': withDistribution,
  'AWS::CloudFront::Distribution': { use: 'requests, data transfer' },
  'AWS::CloudFront::Function': { use: 'calls' },
  'AWS::CloudFront::OriginAccessControl': withDistribution,
  'AWS::CloudFront::OriginRequestPolicy': withDistribution,
  'AWS::CloudFront::ResponseHeadersPolicy': withDistribution,
  'AWS::CloudTrail::Trail': {
    free: 'the first one of an account; each other one $2 per 100,000 events',
  },
  'AWS::CloudWatch::Alarm': { monthly: 'alarms' },
  'AWS::CloudWatch::Dashboard': { monthly: 'dashboards' },
  'AWS::Cognito::UserPool': { free: 'the first 10,000 monthly active users are free' },
  'AWS::Cognito::UserPoolClient': withPool,
  'AWS::Cognito::UserPoolGroup': withPool,
  'AWS::Cognito::UserPoolUser': withPool,
  'AWS::Cognito::UserPoolUserToGroupAttachment': withPool,
  'AWS::DynamoDB::Table': { use: 'read and write units; storage and backups are a few kB' },
  'AWS::Events::Rule': { free: 'schedules are free' },
  'AWS::IAM::Role': noCharge,
  'AWS::KMS::Key': { monthly: 'keys' },
  'AWS::Lambda::CodeSigningConfig': noCharge,
  'AWS::Lambda::Function': { use: 'invocations, time × memory' },
  'AWS::Lambda::Permission': noCharge,
  'AWS::Logs::LogGroup': { use: 'ingestion, storage' },
  // AWS charges neither for alias records nor for queries of them. Mail servers ask for the three of DKIM.
  'AWS::Route53::RecordSet': {
    free: 'records are free; the hosted zone is charged, and $0.40 per million queries of those for mail',
  },
  'AWS::S3::Bucket': { use: 'storage, requests' },
  'AWS::S3::BucketPolicy': noCharge,
  'AWS::SES::EmailIdentity': { use: 'mails, $0.10 per 1,000' },
  'AWS::SNS::Topic': { use: 'alarm e-mails; the first 1,000 per month are free' },
  'AWS::SSM::Parameter': { free: 'standard parameters are free' },
  'AWS::SecretsManager::Secret': { monthly: 'secrets' },
  'AWS::Signer::SigningProfile': { free: 'Signer is free for Lambda' },
};

/** @throws {UserError} for a type without an entry. */
export function termsOf(type: string): Terms {
  const terms = resourceTypes[type];
  if (!terms)
    throw new UserError(`scripts/cost/resource-types.ts does not say what ${type} costs.`);
  return terms;
}

/** The monthly charges that do not depend on traffic. */
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
