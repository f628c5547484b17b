import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { disable, invite, reset } from './aws/owner.ts';
import { region, stackName, stackOutputs } from './aws/stack.ts';
import { runScript, UserError } from './lib/user-error.ts';

const commands = { invite, reset, disable };
const usage = 'npm run owner -- invite|reset|disable you@example.com';

// Manages the owner's account in the user pool of a deployed stack.
await runScript(async () => {
  const [name = '', Username = ''] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) && commands[name as keyof typeof commands];
  if (!command || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(Username)) {
    throw new UserError(`Usage: ${usage}`);
  }
  const { UserPoolId } = await stackOutputs();
  if (!UserPoolId) throw new UserError(`Stack ${stackName} has no user pool.`);
  const client = new CognitoIdentityProviderClient({ region });
  const result = await command({ client, UserPoolId, Username }).catch((error: Error) => {
    throw new UserError(`${Username}: ${error.message}`);
  });
  console.log(result);
});
