import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { region, stackName, stackOutputs } from './aws/stack.ts';
import { ask } from './lib/ask.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { disable, invite, reset } from './owner/account.ts';
import { makeToken, revokeToken } from './owner/token.ts';

const accountCommands = { invite, reset, disable };
const usage = `npm run owner -- invite|reset|disable|token you@example.com
API_TOKEN=… npm run owner -- revoke`;

// Manages the owner's account in the user pool of a deployed stack, and tokens for programs.
await runScript(async () => {
  const [name = '', email = ''] = process.argv.slice(2);
  const isEmail = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email);
  if (name === 'revoke') {
    const { API_TOKEN } = process.env;
    if (!API_TOKEN) throw new UserError(`Usage: ${usage}`);
    return console.log(await revokeToken(await apiUrl(), API_TOKEN));
  }
  if (!isEmail) throw new UserError(`Usage: ${usage}`);
  if (name === 'token') return console.log(await makeToken(await apiUrl(), email, ask));
  if (!Object.hasOwn(accountCommands, name)) throw new UserError(`Usage: ${usage}`);
  console.log(await manage(accountCommands[name as keyof typeof accountCommands], email));
});

async function manage(command: typeof invite, Username: string): Promise<string> {
  const { UserPoolId } = await stackOutputs();
  if (!UserPoolId) throw new UserError(`Stack ${stackName} has no user pool.`);
  const client = new CognitoIdentityProviderClient({ region });
  return command({ client, UserPoolId, Username }).catch((error: Error) => {
    throw new UserError(`${Username}: ${error.message}`);
  });
}

/** That of the stack if the environment names none. */
async function apiUrl(): Promise<string> {
  const url = process.env.API_BASE_URL ?? (await stackOutputs()).VisitorApiUrl;
  if (!url) throw new UserError(`Stack ${stackName} has no API.`);
  return url.replace(/\/+$/, '');
}
