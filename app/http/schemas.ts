import { Type } from '@sinclair/typebox';

/** The one shape of every error. */
export const HttpError = Type.Object(
  {
    statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
    error: Type.String({ description: 'The name of the status' }),
    code: Type.Optional(Type.String({ description: 'A stable name of the problem' })),
    message: Type.String(),
    details: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'What a validation refused, and where: `body.title`, `querystring.limit`',
      }),
    ),
  },
  { $id: 'HttpError' },
);

const ref = Type.Unsafe<typeof HttpError.static>(Type.Ref('HttpError'));

const content = { 'application/json': { schema: ref } };
const retryAfter = { 'retry-after': Type.Integer({ minimum: 1, description: 'Seconds' }) };

export const badRequest = {
  description: 'The request is not as described here. `details` says where.',
  content,
};

export const unauthorized = {
  description: 'No token, or one that is not taken; or a sign-in that was refused.',
  headers: { 'www-authenticate': Type.String({ enum: ['Bearer'] }) },
  content,
};

export const forbidden = { description: 'Signed in, but not the owner.', content };

export const tooMany = {
  description: 'Too many attempts. Try again after `Retry-After` seconds.',
  headers: retryAfter,
  content,
};

export const unavailable = {
  description: 'A service behind it did not answer in time. Try again after `Retry-After` seconds.',
  headers: retryAfter,
  content,
};
