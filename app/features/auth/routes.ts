import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { recentlySignedInUser, signedInUser } from '../../http/guard.ts';
import { unauthorized } from '../../http/schemas.ts';
import type { ViewerAddress } from '../../http/viewer.ts';
import {
  Answer,
  Challenge,
  Login,
  PasswordChange,
  Profile,
  Refresh,
  SignedIn,
  Tokens,
  TotpCode,
  TotpSecret,
} from './schemas.ts';
import type { SignInService } from './service.ts';
import { totpUri } from './totp-uri.ts';
import type { UserPool } from './user-pool.ts';

interface Options {
  signIn: SignInService;
  userPool: UserPool;
  viewerAddress: ViewerAddress;
}

const done = Type.Null({ description: 'Done' });
const tags = ['Sign-in'];

const recently =
  'Needs a sign-in of the last 10 minutes, else the answer is 401 with the code `SIGN_IN_AGAIN`. A refreshed token keeps the time of its sign-in.';

export const authRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { signIn, userPool, viewerAddress },
) => {
  app.post(
    '/login',
    {
      config: { policy: 'public' },
      schema: {
        operationId: 'login',
        summary: 'Sign in',
        description:
          'Answers with tokens, or with a challenge if the user pool requires one. A wrong password and an unknown address get the same 401.',
        tags,
        body: Login,
        response: { 200: Type.Union([SignedIn, Challenge]), 401: unauthorized },
      },
    },
    async (request) => {
      const { email, password } = request.body;
      return signIn.signIn(viewerAddress(request), email, password);
    },
  );

  app.post(
    '/challenge',
    {
      config: { policy: 'public' },
      schema: {
        operationId: 'answerChallenge',
        summary: 'Answer a sign-in challenge',
        description:
          'Counts as an attempt to sign in. A new password that is too weak is answered with 400, the code `WEAK_PASSWORD` and the path `body.newPassword` in `details`.',
        tags,
        body: Answer,
        response: { 200: Type.Union([SignedIn, Challenge]), 401: unauthorized },
      },
    },
    async (request) => signIn.answer(viewerAddress(request), request.body),
  );

  app.post(
    '/refresh',
    {
      config: { policy: 'public' },
      schema: {
        operationId: 'refresh',
        summary: 'Get new tokens for a refresh token',
        description:
          'Answers with 401 if the token was revoked or has expired, or if its user was disabled.',
        tags,
        body: Refresh,
        response: { 200: Tokens, 401: unauthorized },
      },
    },
    (request) => signIn.refresh(viewerAddress(request), request.body.refreshToken),
  );

  app.post(
    '/logout',
    {
      config: { policy: 'user' },
      schema: {
        operationId: 'logout',
        summary: 'Sign out',
        description:
          'Revokes the refresh token. Access tokens remain valid until they expire (5 minutes), except for the routes of this group.',
        tags,
        body: Refresh,
        response: { 204: done },
      },
    },
    async (request, reply) => {
      await userPool.revoke(request.body.refreshToken);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/totp',
    {
      config: { policy: 'user' },
      schema: {
        operationId: 'beginTotp',
        summary: 'Start to set up an authenticator',
        description: recently,
        tags,
        response: { 200: TotpSecret },
      },
    },
    async (request) => {
      const { accessToken } = recentlySignedInUser(request);
      const [secret, { email }] = await Promise.all([
        userPool.beginTotp(accessToken),
        userPool.profile(accessToken),
      ]);
      return { secret, uri: totpUri(email, secret) };
    },
  );

  app.put(
    '/totp',
    {
      config: { policy: 'user' },
      schema: {
        operationId: 'confirmTotp',
        summary: 'Confirm an authenticator by its code',
        description: `From then on, sign-in requires a code. A wrong code is answered with 400. ${recently}`,
        tags,
        body: TotpCode,
        response: { 204: done },
      },
    },
    async (request, reply) => {
      await userPool.confirmTotp(recentlySignedInUser(request).accessToken, request.body.code);
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/password',
    {
      config: { policy: 'user' },
      schema: {
        operationId: 'changePassword',
        summary: 'Change the password',
        description:
          'A wrong current password is answered with 400, the code `WRONG_PASSWORD` and the path `body.password` in `details`: the session goes on. It counts as a failed attempt to sign in. A new password that is too weak is answered with 400, the code `WEAK_PASSWORD` and the path `body.newPassword`. A 401 means that the token is no longer accepted. All sessions stay signed in: `DELETE /v1/auth/sessions` ends them.',
        tags,
        body: PasswordChange,
        response: { 204: done },
      },
    },
    async (request, reply) => {
      const { accessToken } = signedInUser(request);
      await signIn.changePassword(viewerAddress(request), accessToken, request.body);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/sessions',
    {
      config: { policy: 'user' },
      schema: {
        operationId: 'endSessions',
        summary: 'Sign out everywhere',
        description:
          'Revokes every refresh token of the user, also that of this session. Access tokens remain valid until they expire (5 minutes), except for the routes of this group.',
        tags,
        response: { 204: done },
      },
    },
    async (request, reply) => {
      await userPool.revokeAll(signedInUser(request).accessToken);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/me',
    {
      config: { policy: 'user' },
      schema: {
        operationId: 'getMe',
        summary: 'Get the signed-in user',
        tags,
        response: { 200: Profile },
      },
    },
    async (request) => {
      const { accessToken, role } = signedInUser(request);
      return { ...(await userPool.profile(accessToken)), role };
    },
  );
};
