import type { Policy } from '../../app/http/guard.ts';

export type RouteName = `${string} ${string}`;

export interface RouteExample {
  policy: Policy;
  /** With its query and its parameters, if not the path of the route. */
  path?: string;
  /** An object is sent as JSON, bytes as an image. */
  body?: object | Buffer;
  /** Of the answer on empty tables and by a user pool that has only its owner, to a caller that `policy` allows. */
  status: number;
  /** Errors that the route can answer beside those of its method, policy and query. */
  errors?: number[];
  /** Without a user pool the answer is 503. */
  asksUserPool?: true;
}

const email = 'nobody@example.com';
const asksUserPool = true;
/** A picture of one pixel. */
const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');

/**
 * Every route of the API with an example. Tests and rehearsal read it, the app does not: a change of
 * who may call a route takes two edits.
 */
export const routes: Record<RouteName, RouteExample> = {
  'GET /count': { policy: 'public', status: 200 },
  'GET /count.svg': { policy: 'public', status: 200 },
  'GET /health': { policy: 'public', status: 200 },
  'HEAD /health': { policy: 'public', status: 200 },
  'GET /openapi.json': { policy: 'public', status: 200 },
  'POST /v1/auth/login': {
    policy: 'public',
    body: { email, password: 'Wrong-Password-1' },
    status: 401,
    asksUserPool,
  },
  'POST /v1/auth/challenge': {
    policy: 'public',
    body: {
      challenge: 'SOFTWARE_TOKEN_MFA',
      session: '00000000-0000-0000-0000-000000000000',
      email,
      code: '123456',
    },
    status: 401,
    asksUserPool,
  },
  'POST /v1/auth/refresh': {
    policy: 'public',
    body: { refreshToken: 'eyJjdHkiOiJKV1QifQ.a.b.c.d' },
    status: 401,
    asksUserPool,
  },
  'POST /v1/auth/logout': {
    policy: 'user',
    body: { refreshToken: 'eyJjdHkiOiJKV1QifQ.a.b.c.d' },
    status: 401,
    asksUserPool,
  },
  'POST /v1/auth/totp': { policy: 'user', status: 200, asksUserPool },
  'PUT /v1/auth/totp': { policy: 'user', body: { code: '123456' }, status: 400, asksUserPool },
  'PUT /v1/auth/password': {
    policy: 'user',
    body: { password: 'Wrong-Password-1', newPassword: 'Another-Password-1' },
    status: 400,
    asksUserPool,
  },
  'DELETE /v1/auth/sessions': { policy: 'user', status: 204, asksUserPool },
  'GET /v1/auth/me': { policy: 'user', status: 200, asksUserPool },
  'POST /v1/visitors/track': {
    policy: 'optional',
    body: { path: '/', referrer: 'https://news.example/item?id=1' },
    status: 200,
  },
  'PUT /v1/visitors/exclusion': { policy: 'owner', status: 204 },
  'DELETE /v1/visitors/exclusion': { policy: 'owner', status: 204 },
  'GET /v1/visitors/count': { policy: 'public', status: 200 },
  'GET /v1/visitors/trends/daily': {
    policy: 'owner',
    path: '/v1/visitors/trends/daily?days=7',
    status: 200,
  },
  'GET /v1/visitors/trends/monthly': {
    policy: 'owner',
    path: '/v1/visitors/trends/monthly?months=3',
    status: 200,
  },
  'GET /v1/analytics/overview': {
    policy: 'owner',
    path: '/v1/analytics/overview?days=7',
    status: 200,
  },
  'POST /v1/analytics/track': {
    policy: 'optional',
    body: { contentType: 'blog', contentId: 'c_0000000000000000' },
    status: 404,
  },
  'GET /v1/analytics/views/{contentType}/{contentId}': {
    policy: 'public',
    path: '/v1/analytics/views/blog/c_0000000000000000',
    status: 404,
  },
  'GET /v1/analytics/views/{contentType}': {
    policy: 'owner',
    path: '/v1/analytics/views/project',
    status: 200,
    errors: [404],
  },
  'GET /v1/analytics/top-content': {
    policy: 'owner',
    path: '/v1/analytics/top-content?limit=5',
    status: 200,
  },
  'GET /v1/analytics/total-views': { policy: 'owner', status: 200 },
  ...contentRoutes('/v1/blog/posts', { title: 'A', category: 'B', content: 'C' }),
  'GET /v1/blog/categories': { policy: 'public', status: 200 },
  'GET /v1/blog/tags': { policy: 'public', status: 200 },
  ...contentRoutes('/v1/projects', { name: 'A', description: 'B' }),
  ...contentRoutes('/v1/certifications', { name: 'A', issuer: 'B' }),
  'POST /v1/media': { policy: 'owner', body: gif, status: 201 },
  'GET /v1/media': { policy: 'owner', path: '/v1/media?limit=5', status: 200 },
  'DELETE /v1/media/{name}': {
    policy: 'owner',
    path: '/v1/media/0123456789abcdef-1x1.gif',
    status: 404,
    errors: [409],
  },
  'GET /v1/export': { policy: 'owner', path: '/v1/export?cursor=WzAsbnVsbF0', status: 200 },
  'GET /v1/imports': { policy: 'owner', status: 200 },
  'DELETE /v1/imports/{id}': { policy: 'owner', path: '/v1/imports/csv-1', status: 404 },
  'POST /v1/import': {
    policy: 'owner',
    body: { format: 'cloud-resume', formatVersion: 1 },
    status: 200,
  },
};

/** The routes of a kind of content, with `body` to create an item. */
function contentRoutes(
  path: string,
  body: { [field: string]: string },
): Record<RouteName, RouteExample> {
  const unknown = `${path}/c_0000000000000000`;
  const policy = 'owner';
  const ofItem = (part = ''): RouteExample => ({ policy, path: unknown + part, status: 404 });
  return {
    [`GET ${path}` as const]: { policy: 'optional', path: `${path}?limit=5`, status: 200 },
    [`POST ${path}` as const]: { policy, body, status: 201, errors: [409] },
    [`GET ${path}/{id}` as const]: { policy: 'optional', path: unknown, status: 404 },
    [`PUT ${path}/{id}` as const]: { ...ofItem(), body, errors: [409, 412] },
    [`DELETE ${path}/{id}` as const]: { ...ofItem(), errors: [412] },
    [`POST ${path}/{id}/publish` as const]: { ...ofItem('/publish'), errors: [412] },
    [`POST ${path}/{id}/unpublish` as const]: { ...ofItem('/unpublish'), errors: [412] },
    [`POST ${path}/{id}/preview` as const]: ofItem('/preview'),
    [`DELETE ${path}/{id}/preview` as const]: ofItem('/preview'),
  };
}

/** The pages that the app renders, each with the path in the gateway that passes it on. They are public. */
export const pages: Record<string, string> = {
  '/blog/': '/blog',
  '/blog/feed.xml': '/blog/{proxy+}',
  '/blog/feed.json': '/blog/{proxy+}',
  '/blog/sitemap.xml': '/blog/{proxy+}',
  '/blog/category/:slug': '/blog/{proxy+}',
  '/blog/tag/:slug': '/blog/{proxy+}',
  '/blog/preview/:id/:token': '/blog/{proxy+}',
  '/blog/:slug': '/blog/{proxy+}',
  '/projects/': '/projects',
  '/projects/preview/:id/:token': '/projects/{proxy+}',
  '/projects/:slug': '/projects/{proxy+}',
  '/certifications/': '/certifications',
  '/certifications/preview/:id/:token': '/certifications/{proxy+}',
};

export const routeNames = Object.keys(routes) as RouteName[];

/** Routes that answer 401 to a call without a token, by the gateway and by the app. */
export const tokenRoutes = routeNames.filter((name) => needsToken(exampleOf(name)));

export function needsToken({ policy }: RouteExample): boolean {
  return policy === 'user' || policy === 'owner';
}

/** @throws when the table lacks the route. */
export function exampleOf(name: RouteName): RouteExample {
  const example = routes[name];
  if (!example) throw new Error(`scripts/lib/routes.ts lacks ${name}`);
  return example;
}

export function splitRoute(name: RouteName): { method: string; path: string } {
  const [method = '', path = ''] = name.split(' ');
  return { method, path };
}
