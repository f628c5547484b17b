import { type APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { type Finding, note, stop } from './finding.ts';

/**
 * API Gateway's role for logs is one per account and region, and the template would replace it.
 * @param given the parameter ApiGatewayLogRole of this deploy.
 * @param current its value in the stack, if there is one.
 */
export async function logRoleFindings(
  { apiGateway, iam }: { apiGateway: APIGatewayClient; iam: IAMClient },
  region: string,
  { given, current }: { given: string | undefined; current: string | undefined },
): Promise<Finding[]> {
  // The stack has created the role, and keeps it.
  if (current === 'create' && given !== 'exists') return [];
  const { cloudwatchRoleArn: arn } = await apiGateway.send(new GetAccountCommand({}));
  const isThere = arn ? await roleExists(iam, arn) : false;
  if ((given ?? current) === 'exists') {
    if (isThere) return [];
    return [
      stop(
        `ApiGatewayLogRole is "exists", but API Gateway ${arn ? `writes logs with ${arn}, which does not exist` : 'has no role for logs'} in ${region}: deploy with ApiGatewayLogRole=create`,
      ),
    ];
  }
  if (!arn) return [];
  if (!isThere) {
    return [
      note(
        `API Gateway in ${region} is set to write logs with ${arn}, which does not exist any more: a deploy replaces it`,
      ),
    ];
  }
  if (given === 'create') {
    return [
      note(
        `ApiGatewayLogRole=create replaces ${arn}, with which API Gateway writes the logs of all APIs in ${region}. To keep it: ApiGatewayLogRole=exists`,
      ),
    ];
  }
  return [
    {
      ...note(
        `API Gateway in ${region} already has a role for the logs of all APIs, ${arn}. To keep it, this deploy needs ApiGatewayLogRole=exists`,
      ),
      parameters: { ApiGatewayLogRole: 'exists' },
    },
  ];
}

async function roleExists(iam: IAMClient, arn: string): Promise<boolean> {
  try {
    await iam.send(new GetRoleCommand({ RoleName: arn.split('/').at(-1) }));
    return true;
  } catch (error) {
    // A role that may not be read is one that the deploy must not replace.
    if (!(error instanceof Error) || !/^NoSuchEntity|^AccessDenied/.test(error.name)) throw error;
    return error.name.startsWith('AccessDenied');
  }
}
