import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';

/** For laptops only. */
export const localOwner = { email: 'owner@example.com', password: 'Local-Owner-1' };

const ownerGroup = 'owner';

type Ids = Record<'USER_POOL_ID' | 'USER_POOL_CLIENT_ID', string>;

export function adminClient(endpoint: string): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials });
}

/** Creates the emulator's pool, client and owner unless they exist. Returns the ids. */
export async function seedPool(endpoint: string): Promise<Ids> {
  const admin = adminClient(endpoint);
  const ids = (await existingPool(admin)) ?? (await createPool(admin));
  const { email, password } = localOwner;
  await setPassword(admin, ids.USER_POOL_ID, email, password);
  admin.destroy();
  return ids;
}

async function existingPool(admin: CognitoIdentityProviderClient): Promise<Ids | undefined> {
  const { UserPools = [] } = await admin.send(new ListUserPoolsCommand({ MaxResults: 10 }));
  for (const { Id: UserPoolId } of UserPools) {
    const { UserPoolClients } = await admin.send(new ListUserPoolClientsCommand({ UserPoolId }));
    const client = UserPoolClients?.[0]?.ClientId;
    if (UserPoolId && client) return { USER_POOL_ID: UserPoolId, USER_POOL_CLIENT_ID: client };
  }
  return undefined;
}

/** Creates the client last: a pool with a client is complete. */
async function createPool(admin: CognitoIdentityProviderClient): Promise<Ids> {
  const { UserPool } = await admin.send(
    new CreateUserPoolCommand({
      PoolName: 'cloud-resume',
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OPTIONAL',
    }),
  );
  const UserPoolId = UserPool?.Id ?? '';
  await createUser(admin, UserPoolId, localOwner.email, 'Local Owner');
  await admin.send(new CreateGroupCommand({ UserPoolId, GroupName: ownerGroup }));
  await makeOwner(admin, UserPoolId, localOwner.email);
  const { UserPoolClient } = await admin.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'cloud-resume',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AccessTokenValidity: 5,
      IdTokenValidity: 5,
      RefreshTokenValidity: 30,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
    }),
  );
  return { USER_POOL_ID: UserPoolId, USER_POOL_CLIENT_ID: UserPoolClient?.ClientId ?? '' };
}

export async function createUser(
  admin: CognitoIdentityProviderClient,
  UserPoolId: string,
  email: string,
  name: string,
): Promise<void> {
  await admin.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      UserAttributes: Object.entries({ email, name, email_verified: 'true' }).map(
        ([Name, Value]) => ({ Name, Value }),
      ),
      MessageAction: 'SUPPRESS',
    }),
  );
}

export async function makeOwner(
  admin: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
): Promise<void> {
  const group = { UserPoolId, GroupName: ownerGroup };
  await admin.send(new AdminAddUserToGroupCommand({ ...group, Username }));
}

export async function setPassword(
  admin: CognitoIdentityProviderClient,
  UserPoolId: string,
  email: string,
  password: string,
): Promise<void> {
  await admin.send(
    new AdminSetUserPasswordCommand({
      UserPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    }),
  );
}
