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

export const unavailable = {
  description: 'The database did not answer in time. Try again after `Retry-After` seconds.',
  headers: { 'retry-after': Type.Integer({ minimum: 1, description: 'Seconds' }) },
  content: { 'application/json': { schema: ref } },
};
