import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';

interface Account {
  client: CognitoIdentityProviderClient;
  UserPoolId: string;
  Username: string;
}

/** Makes the owner's account, or opens it again, and mails a temporary password to one who never signed in. */
export async function invite(account: Account): Promise<string> {
  const { client, UserPoolId, Username } = account;
  const created = await create(account);
  await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: 'owner' }));
  if (created) return `${Username} is the owner, and has mail with a temporary password.`;

  await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
  const { UserStatus } = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
  if (UserStatus !== 'FORCE_CHANGE_PASSWORD')
    return `${Username} is the owner, with the password as it was.`;
  await mailTemporaryPassword(account);
  return `${Username} is the owner, and has mail with a new temporary password.`;
}

/** For who lost password or authenticator: both go, all sessions end, a temporary password is mailed. */
export async function reset(account: Account): Promise<string> {
  const { client, UserPoolId, Username } = account;
  // Nobody learns this one. It brings the account back to where temporary passwords can be mailed.
  const Password = `Aa1${randomBytes(24).toString('base64url')}`;
  await client.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: false }),
  );
  const SoftwareTokenMfaSettings = { Enabled: false, PreferredMfa: false };
  await client.send(
    new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username, SoftwareTokenMfaSettings }),
  );
  await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
  await mailTemporaryPassword(account);
  return `${Username} is signed out, and has mail with a temporary password.`;
}

/** No more sign-in and refresh; access tokens that are out are taken for their 5 minutes at the most. */
export async function disable({ client, UserPoolId, Username }: Account): Promise<string> {
  await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
  await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
  return `${Username} cannot sign in any more. "invite" opens the account again.`;
}

async function create({ client, UserPoolId, Username }: Account): Promise<boolean> {
  const command = new AdminCreateUserCommand({
    UserPoolId,
    Username,
    DesiredDeliveryMediums: ['EMAIL'],
    UserAttributes: [
      { Name: 'email', Value: Username },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  return client.send(command).then(
    () => true,
    (error) => {
      if (error instanceof UsernameExistsException) return false;
      throw error;
    },
  );
}

async function mailTemporaryPassword({ client, UserPoolId, Username }: Account): Promise<void> {
  await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    }),
  );
}
