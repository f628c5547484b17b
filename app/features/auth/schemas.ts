import { Type } from '@sinclair/typebox';

const strict = { additionalProperties: false };

/** ASCII only: look-alike Unicode addresses are rejected. */
const Email = Type.String({
  maxLength: 254,
  pattern: '^[\\x21-\\x3f\\x41-\\x7e]{1,64}@[\\x21-\\x3f\\x41-\\x7e]+$',
});
const Password = Type.String({
  minLength: 1,
  maxLength: 256,
  // No control characters.
  pattern: '^[^\\x00-\\x1f\\x7f-\\x9f]*$',
  format: 'password',
});
const Code = Type.String({
  pattern: '^[0-9]{6}$',
  description: 'The code that the authenticator shows',
});
const RefreshToken = Type.String({ maxLength: 8192, pattern: '^[A-Za-z0-9=._-]+$' });
const Session = Type.String({
  minLength: 20,
  maxLength: 2048,
  pattern: '^[\\x21-\\x7e]+$',
  description: 'As received with the challenge. It is valid for some minutes and for one answer.',
});

export const Login = Type.Object({ email: Email, password: Password }, strict);
export const Refresh = Type.Object({ refreshToken: RefreshToken }, strict);
export const PasswordChange = Type.Object({ password: Password, newPassword: Password }, strict);
export const TotpCode = Type.Object({ code: Code }, strict);

export const Answer = Type.Union([
  Type.Object(
    {
      challenge: Type.Literal('NEW_PASSWORD_REQUIRED'),
      session: Session,
      email: Email,
      newPassword: Password,
    },
    strict,
  ),
  Type.Object(
    {
      challenge: Type.Literal('SOFTWARE_TOKEN_MFA'),
      session: Session,
      email: Email,
      code: Code,
    },
    strict,
  ),
]);

export const Profile = Type.Object(
  {
    id: Type.String({ description: 'Never changes' }),
    email: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
    role: Type.Union([Type.Literal('owner'), Type.Literal('user')]),
    emailVerified: Type.Boolean(),
  },
  { description: 'The signed-in user' },
);

export const Tokens = Type.Object(
  {
    accessToken: Type.String({ description: 'For `Authorization: Bearer`' }),
    idToken: Type.String(),
    refreshToken: Type.String(),
    tokenType: Type.Literal('Bearer'),
    expiresIn: Type.Integer({ description: 'Seconds until the access token expires' }),
  },
  { description: 'Tokens' },
);

export const SignedIn = Type.Object(
  { user: Profile, ...Tokens.properties },
  { description: 'Signed in' },
);

export const Challenge = Type.Object(
  {
    challenge: Type.Union([
      Type.Literal('NEW_PASSWORD_REQUIRED'),
      Type.Literal('SOFTWARE_TOKEN_MFA'),
    ]),
    session: Type.String({ description: 'To send with the answer to the challenge' }),
  },
  { description: 'A further challenge' },
);

export const TotpSecret = Type.Object(
  {
    secret: Type.String({ description: 'To enter in an authenticator' }),
    uri: Type.String({ description: 'The same secret, for a QR code' }),
  },
  { description: 'Set-up started. Sign-in requires no code until the first one is confirmed' },
);
