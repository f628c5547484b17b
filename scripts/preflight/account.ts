import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { type Finding, oneLine, stop } from './finding.ts';

const signIn = 'docs/deploy.md, section 1, says how to sign in';
const expired = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'];
const rejected = [
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'MissingAuthenticationToken',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];

/** The account that a deploy would go to: without one, AWS can be asked nothing else. */
export async function whoDeploys(
  client: STSClient,
  region: string,
): Promise<{ account?: string; findings: Finding[] }> {
  try {
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
    return { ...(Account && { account: Account }), findings: isRoot(Arn) ? [root] : [] };
  } catch (error) {
    return { findings: [stop(problem(error as Error, region))] };
  }
}

// AWS would deploy. But no policy limits these credentials, and AWS itself says not to use them for daily work.
const root = stop(
  `These are credentials of the root user, which nothing can limit: create a user, as docs/deploy.md says under "Before you begin", and sign in as that one`,
);

function isRoot(arn = ''): boolean {
  return /^arn:[a-z-]+:iam::\d+:root$/.test(arn);
}

function problem(error: Error, region: string): string {
  const { name, message } = error;
  if (/^(Credentials|Token)ProviderError$/.test(name)) {
    if (message.startsWith('Could not load credentials')) {
      return `There are no AWS credentials: ${signIn}`;
    }
    return `The AWS credentials cannot be used (${oneLine(error)}): ${signIn}`;
  }
  if (expired.includes(name)) return `The AWS credentials have expired: ${signIn}`;
  if (rejected.includes(name)) {
    return `AWS does not accept these credentials in ${region} (${name}): sign in again, and check that the account has enabled this region; ${signIn}`;
  }
  if ('$response' in error && error.$response) {
    return `AWS does not say whose credentials these are (${oneLine(error)}): ${signIn}`;
  }
  return `AWS does not answer in ${region} (${oneLine(error)}): check the name of the region, and your network`;
}
