import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type Finding, note, stop } from './finding.ts';

/** New accounts have 10, and get more on request. */
const few = 50;
/** Lambda insists on so many that no function reserves, or on all of an account that has fewer. */
const unreservable = 100;

/**
 * @param more by how much a deploy would raise the concurrency that the stack reserves.
 */
export async function concurrencyFindings(
  client: LambdaClient,
  region: string,
  more: number,
): Promise<Finding[]> {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
  const limit = AccountLimit?.ConcurrentExecutions ?? Number.POSITIVE_INFINITY;
  const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? limit;
  const request = `aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region ${region}`;
  const findings: Finding[] = [];
  const kept = Math.min(unreservable, limit);
  if (more > 0 && unreserved - more < kept) {
    findings.push(
      stop(
        `Lambda refuses ReservedConcurrency: ${kept} of the account's ${limit} concurrent executions must stay unreserved. Leave it out, or ask for more: ${request}`,
      ),
    );
  } else if (limit < few) {
    findings.push(
      note(
        `The account may run only ${limit} functions at once in ${region}, so a burst of visitors gets errors. Ask for more, which is free: ${request}`,
      ),
    );
  }
  return findings;
}
