import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { UserError } from '../lib/user-error.ts';
import { region, stackName, stackOutputs } from './stack.ts';

/** Has the stack's function mail the digest. Returns what to tell the owner. @throws {UserError} */
export async function invokeDigest(): Promise<string> {
  const { DigestFunctionName: FunctionName } = await stackOutputs();
  if (!FunctionName)
    throw new UserError(`Stack ${stackName} has no digest. Deploy with Digest=on.`);
  const client = new LambdaClient({ region });
  const { FunctionError, Payload } = await client
    .send(new InvokeCommand({ FunctionName }))
    .catch((error: Error) => {
      throw new UserError(`${FunctionName}: ${error.message}`);
    });
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}');
  if (FunctionError) throw new UserError(`${FunctionName}: ${answer.errorMessage}`);
  return answer.sent ? 'Mailed.' : 'Nothing mailed: the digest of this week was sent before.';
}
