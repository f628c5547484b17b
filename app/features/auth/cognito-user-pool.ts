import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RevokeTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { credentials } from '../../aws/credentials.ts';
import { httpHandler } from '../../aws/http-handler.ts';
import { neverConnected, withRetries } from '../../aws/retry.ts';
import type { Config } from '../../config.ts';
import { BadPart, BadRequest, Unauthorized, Unavailable, WrongPassword } from '../../errors.ts';
import { isLocked, toAppError } from './cognito-errors.ts';
import { signedIn, tokens } from './cognito-tokens.ts';
import type { UserPool } from './user-pool.ts';

type PoolConfig = Pick<
  Config,
  | 'AWS_REGION'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SESSION_TOKEN'
  | 'COGNITO_ENDPOINT'
  | 'USER_POOL_ID'
  | 'USER_POOL_CLIENT_ID'
>;

/** Time limit of one call, unless the caller passes a signal. */
const limitMs = 1800;

const weakPassword = new BadPart(
  'WEAK_PASSWORD',
  'body.newPassword',
  'The new password is too short or too simple, or was used before',
);
const refusedPassword = {
  InvalidPasswordException: weakPassword,
  PasswordHistoryPolicyViolationException: weakPassword,
};
const wrongCode = new BadRequest('WRONG_CODE', 'The code is wrong or too old');

/**
 * A Cognito user pool. It takes passwords and answers to challenges only with the credentials of the function, so that
 * nobody can try some past this app; a token authorizes all other commands. A command that may have arrived is not
 * retried, as Cognito counts attempts.
 * @param onLocked is called when the pool refuses all passwords of a user for a while, as too many were wrong
 */
export function cognitoUserPool(config: PoolConfig, onLocked: () => void): UserPool {
  const { AWS_REGION, COGNITO_ENDPOINT: endpoint } = config;
  const { USER_POOL_ID: UserPoolId, USER_POOL_CLIENT_ID: ClientId } = config;
  const client = new CognitoIdentityProviderClient({
    region: AWS_REGION,
    ...(endpoint && { endpoint }),
    ...credentials(config),
    maxAttempts: 1,
    requestHandler: httpHandler(endpoint),
  });

  type Call<T> = (options: { abortSignal: AbortSignal }) => Promise<T>;

  async function ask<T>(
    call: Call<T>,
    { own, signal }: { own?: Record<string, BadRequest>; signal?: AbortSignal } = {},
  ): Promise<T> {
    try {
      return await withRetries((abortSignal) => call({ abortSignal }), {
        isRetryable: neverConnected,
        signal: signal ?? AbortSignal.timeout(limitMs),
      });
    } catch (error) {
      if (isLocked(error)) onLocked();
      throw toAppError(error, own);
    }
  }

  async function isRevoked(AccessToken: string, signal: AbortSignal): Promise<boolean> {
    const command = new GetUserCommand({ AccessToken });
    return ask((o) => client.send(command, o), { signal }).then(
      () => false,
      (error) => error instanceof Unauthorized,
    );
  }

  return {
    async signIn(email, password, signal) {
      const command = new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      });
      return outcome(await ask((o) => client.send(command, o), { signal }));
    },

    async answer({ challenge, session, email, ...answer }, signal) {
      const command = new AdminRespondToAuthChallengeCommand({
        UserPoolId,
        ClientId,
        ChallengeName: challenge,
        Session: session,
        ChallengeResponses: {
          USERNAME: email,
          ...('newPassword' in answer
            ? { NEW_PASSWORD: answer.newPassword }
            : { SOFTWARE_TOKEN_MFA_CODE: answer.code }),
        },
      });
      return outcome(await ask((o) => client.send(command, o), { own: refusedPassword, signal }));
    },

    async refresh(refreshToken, signal) {
      const command = new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      });
      const { AuthenticationResult } = await ask((o) => client.send(command, o), { signal });
      return tokens(AuthenticationResult, refreshToken);
    },

    async revoke(refreshToken) {
      const command = new RevokeTokenCommand({ ClientId, Token: refreshToken });
      await ask((o) => client.send(command, o));
    },

    async changePassword(accessToken, { password, newPassword }, signal) {
      const command = new ChangePasswordCommand({
        AccessToken: accessToken,
        PreviousPassword: password,
        ProposedPassword: newPassword,
      });
      const own = {
        ...refusedPassword,
        // The schema allows texts that Cognito does not call passwords.
        InvalidParameterException: weakPassword,
        NotAuthorizedException: new WrongPassword(),
      };
      try {
        await ask((o) => client.send(command, o), { own, signal });
      } catch (error) {
        // Cognito has one name for a wrong password and a revoked token. Only the latter opens nothing else.
        if (error === own.NotAuthorizedException && (await isRevoked(accessToken, signal))) {
          throw new Unauthorized();
        }
        throw error;
      }
    },

    async revokeAll(accessToken) {
      const command = new GlobalSignOutCommand({ AccessToken: accessToken });
      await ask((o) => client.send(command, o));
    },

    async profile(accessToken) {
      const command = new GetUserCommand({ AccessToken: accessToken });
      const { UserAttributes = [] } = await ask((o) => client.send(command, o));
      const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      const { sub = '', email = '', name = null, email_verified } = attributes;
      return { id: sub, email, name, emailVerified: email_verified === 'true' };
    },

    async beginTotp(accessToken) {
      const command = new AssociateSoftwareTokenCommand({ AccessToken: accessToken });
      const { SecretCode = '' } = await ask((o) => client.send(command, o));
      return SecretCode;
    },

    async confirmTotp(accessToken, code) {
      const own = { CodeMismatchException: wrongCode, EnableSoftwareTokenMFAException: wrongCode };
      const verify = new VerifySoftwareTokenCommand({ AccessToken: accessToken, UserCode: code });
      const prefer = new SetUserMFAPreferenceCommand({
        AccessToken: accessToken,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      });
      const { Status } = await ask(
        async (o) => {
          const verified = await client.send(verify, o);
          if (verified.Status === 'SUCCESS') await client.send(prefer, o);
          return verified;
        },
        { own },
      );
      if (Status !== 'SUCCESS') throw wrongCode;
    },
  };
}

const challenges = ['NEW_PASSWORD_REQUIRED', 'SOFTWARE_TOKEN_MFA'] as const;

function outcome({ ChallengeName, Session = '', AuthenticationResult }: InitiateAuthCommandOutput) {
  if (!ChallengeName) return signedIn(AuthenticationResult);
  const challenge = challenges.find((name) => name === ChallengeName);
  if (challenge) return { challenge, session: Session };
  throw new Unavailable('Sign-in', new Error(`Unknown challenge ${ChallengeName}`));
}
