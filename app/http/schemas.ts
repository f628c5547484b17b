import { Type } from '@sinclair/typebox';
import type { Policy } from './guard.ts';

/** The one shape of every error. */
export const HttpError = Type.Object(
  {
    statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
    error: Type.String({ description: 'The name of the status' }),
    code: Type.Optional(Type.String({ description: 'A stable name for the problem' })),
    message: Type.String(),
    details: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'What is wrong, and where: `body.title`, `querystring.limit`',
      }),
    ),
  },
  { $id: 'HttpError' },
);

const ref = Type.Unsafe<typeof HttpError.static>(Type.Ref('HttpError'));

const content = { 'application/json': { schema: ref } };
const retryAfter = { 'retry-after': Type.Integer({ minimum: 1, description: 'Seconds' }) };

/** Routes that sign in also declare it. */
export const unauthorized = {
  description: 'A missing or invalid token, or a failed sign-in.',
  headers: { 'www-authenticate': Type.String({ enum: ['Bearer'] }) },
  content,
};

/** An error that a route declares itself. */
export function errorAnswer(description: string) {
  return { description, content };
}

const badRequest = {
  description: 'The request does not match this document. `details` names each wrong place.',
  content,
};

const foreignOrigin = 'The header `x-origin-secret`, which only CloudFront sends, is wrong.';
const forbidden = { description: foreignOrigin, content };
const notTheOwner = {
  description: `Signed in, but not as the owner. Or: ${foreignOrigin}`,
  content,
};

const tooLarge = { description: 'The body is larger than 16 KiB.', content };
const wrongType = { description: 'The content type of the body is not JSON.', content };

const tooMany = {
  description: 'Too many requests or attempts. Try again after `Retry-After` seconds.',
  headers: retryAfter,
  content,
};

const failed = { description: 'A fault of the app, which is in its log.', content };

const unavailable = {
  description:
    'The app, or a service that it needs, did not answer in time. Try again after `Retry-After` seconds.',
  headers: retryAfter,
  content,
};

interface Call {
  method: string;
  policy: Policy;
  hasQuery: boolean;
}

/**
 * The errors that a route, or the gateway before it, answers because of its method, its policy and its
 * query. Routes declare only further answers.
 */
export function commonErrors({ method, policy, hasQuery }: Call) {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return {
    ...((hasBody || hasQuery) && { 400: badRequest }),
    ...(policy !== 'public' && { 401: unauthorized }),
    403: policy === 'owner' ? notTheOwner : forbidden,
    ...(hasBody && { 413: tooLarge, 415: wrongType }),
    429: tooMany,
    500: failed,
    503: unavailable,
  };
}
