import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { InvalidPasswordError, NotAuthorizedError } from 'cognito-local/lib/errors.js';
import { Targets } from 'cognito-local/lib/targets/targets.js';

type Services = Parameters<typeof Targets.ChangePassword>[0];
type ChangePassword = ReturnType<typeof Targets.ChangePassword>;
type Context = Parameters<ChangePassword>[0];

/** As the user pool of template.yaml requires. */
const strong = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9]).{12,}$/su;

const { ChangePassword } = Targets;

// Preloaded into cognito-local, which changes a password into any other, has the wrong error for a wrong one, and cannot
// end all sessions of a user. With it, the commands of signed-in users answer as Cognito's do.
Object.assign(Targets, {
  ChangePassword: (services: Services): ChangePassword => {
    const changePassword = ChangePassword(services);
    return async (context, request) => {
      if (!strong.test(request.ProposedPassword)) throw new InvalidPasswordError();
      return changePassword(context, request).catch((error) => {
        throw error instanceof InvalidPasswordError ? new NotAuthorizedError() : error;
      });
    };
  },

  GlobalSignOut:
    ({ cognito }: Services) =>
    async (context: Context, { AccessToken }: { AccessToken: string }) => {
      const { client_id, sub } = decomposeUnverifiedJwt(AccessToken).payload;
      const pool = await cognito.getUserPoolForClientId(context, `${client_id}`);
      const user = await pool.getUserByUsername(context, `${sub}`);
      if (!user) throw new NotAuthorizedError();
      await pool.saveUser(context, { ...user, RefreshTokens: [] });
      return {};
    },
});
