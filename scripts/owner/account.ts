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

/**
 * Creates the owner's account, or enables it again. Cognito mails a temporary password unless the owner
 * has signed in before.
 */
export async function invite(account: Account): Promise<string> {
  const { client, UserPoolId, Username } = account;
  const created = await create(account);
  await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: 'owner' }));
  if (created) return `${Username} is the owner. A temporary password is on its way by mail.`;

  await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
  const { UserStatus } = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
  if (UserStatus !== 'FORCE_CHANGE_PASSWORD')
    return `${Username} is the owner. The password is unchanged.`;
  await mailTemporaryPassword(account);
  return `${Username} is the owner. A new temporary password is on its way by mail.`;
}

/** After a lost password or authenticator: removes both, ends all sessions, mails a temporary password. */
export async function reset(account: Account): Promise<string> {
  const { client, UserPoolId, Username } = account;
  // A throwaway password: it returns the account to the state in which Cognito mails temporary ones.
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
  return `${Username} is signed out. A temporary password is on its way by mail.`;
}

/** Blocks sign-in and refresh. Access tokens already issued stay valid until they expire (5 minutes). */
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
