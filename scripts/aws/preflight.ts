import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { STSClient } from '@aws-sdk/client-sts';
import { whoDeploys } from '../preflight/account.ts';
import { concurrencyFindings } from '../preflight/concurrency.ts';
import { domainFindings, domainRegion } from '../preflight/domain.ts';
import { checked, type Finding, stop } from '../preflight/finding.ts';
import { logRoleFindings } from '../preflight/log-role.ts';
import { mailFindings } from '../preflight/mail.ts';
import { nameFindings, parameterFindings } from '../preflight/names.ts';
import { publishedAddress } from '../preflight/owner.ts';
import { signingFindings } from '../preflight/signing.ts';
import { type Deployed, findStack } from '../preflight/stack.ts';
import { trailFindings } from '../preflight/trail.ts';
import type { Plan } from './plan.ts';

type Values = Record<string, string>;

/**
 * What would stop a deploy, or surprise. It only asks: about ten calls, which change nothing.
 * @returns `exists` when the stack is there and can be updated, and the parameters that a deploy has to add.
 */
export async function preflight(plan: Plan): Promise<{
  account?: string;
  exists: boolean;
  findings: Finding[];
  parameters: Values;
}> {
  const { stackName, region, resumeFile = 'public/resume.json' } = plan;
  const given: Values = {
    ...plan.parameters,
    ...(plan.ownerEmail && { OwnerEmail: plan.ownerEmail }),
  };
  const { account, stack, ...asked } = await askAws(stackName, region, given);
  const { OwnerEmail = '', DomainName = '' }: Values = { ...stack?.parameters, ...given };
  const findings = [
    ...asked.findings,
    ...(await parameterFindings(given)),
    ...(stack?.exists ? [] : await nameFindings(stackName)),
    ...domainRegion(DomainName, region),
    ...signingFindings(given.CodeSigning, stack?.parameters.CodeSigning),
    ...(stack?.isNew && !OwnerEmail ? [noAddress] : []),
    ...(await publishedAddress(OwnerEmail, resumeFile)),
  ];
  return {
    ...(account && { account }),
    exists: stack?.exists ?? false,
    findings: findings.sort((a, b) => Number(b.stops) - Number(a.stops)),
    parameters: Object.assign({}, ...findings.map(({ parameters }) => parameters)),
  };
}

const noAddress = stop(
  'The first deploy needs your e-mail address, for the alarms and to sign in: --owner-email you@example.com',
);

/** `stack` is missing if AWS did not say whether there is one. */
async function askAws(
  stackName: string,
  region: string,
  given: Values,
): Promise<{ account?: string; stack?: Deployed; findings: Finding[] }> {
  const sts = new STSClient({ region });
  const { account, findings } = await whoDeploys(sts, region);
  if (!account) return { findings };
  const config = { region, credentials: sts.config.credentials };

  let stack: Deployed | undefined;
  const about = `the stack ${stackName}`;
  const stackFindings = await checked(about, async () => {
    stack = await findStack(new CloudFormationClient(config), stackName, region);
    return stack.findings;
  });
  const current = stack?.parameters ?? {};
  const { DomainName = '', HostedZoneId = '' }: Values = { ...current, ...given };
  const keepsDomain = DomainName === current.DomainName && HostedZoneId === current.HostedZoneId;
  const mail: Values = { ...current, ...given };
  const more =
    reserved(given.ReservedConcurrency ?? current.ReservedConcurrency) -
    reserved(current.ReservedConcurrency);
  return {
    account,
    ...(stack && { stack }),
    findings: [
      ...findings,
      ...stackFindings,
      ...(DomainName && !keepsDomain
        ? await checked('the hosted zone', () =>
            domainFindings(new Route53Client(config), DomainName, HostedZoneId),
          )
        : []),
      ...(await checked("API Gateway's role for logs", () =>
        logRoleFindings(
          { apiGateway: new APIGatewayClient(config), iam: new IAMClient(config) },
          region,
          { given: given.ApiGatewayLogRole, current: current.ApiGatewayLogRole },
        ),
      )),
      ...(given.AuditTrail === 'on' && current.AuditTrail !== 'on'
        ? await checked("the account's trails", () => trailFindings(new CloudTrailClient(config)))
        : []),
      ...(mail.Digest === 'on'
        ? await checked('the address for mails', () =>
            mailFindings(
              new SESv2Client(config),
              addressOf(mail),
              addressOf(current) === addressOf(mail) && current.Digest === 'on',
            ),
          )
        : []),
      ...(await checked('the concurrency of Lambda', () =>
        concurrencyFindings(new LambdaClient(config), region, more),
      )),
    ],
  };
}

function addressOf({ MailAddress = '', OwnerEmail = '' }: Values): string {
  return MailAddress || OwnerEmail;
}

function reserved(ReservedConcurrency = '-1'): number {
  return Math.max(0, Number(ReservedConcurrency));
}
