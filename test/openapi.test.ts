import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import Fastify from 'fastify';
import { test } from 'tap';
import { parse } from 'yaml';
import type { ContentDependencies } from '../app/content-dependencies.ts';
import { registerContentRoutes } from '../app/content-routes.ts';
import { HttpError } from '../app/http/schemas.ts';
import { buildValidator } from '../app/http/validator.ts';
import { openapiDocument } from '../app/openapi.ts';
import type { RouteOptions as RegisterOptions } from '../app/routes.ts';
import { exampleOf, pages, routeNames, splitRoute, tokenRoutes } from '../scripts/lib/routes.ts';
import { lambdaFolder } from './support/dist.ts';
import { operations } from './support/operations.ts';

test('the document is valid OpenAPI 3.0', async (t) => {
  const result = await new Validator().validate(JSON.parse(await openapiDocument()));
  t.strictSame(result, { valid: true });
});

test('the built document matches the routes', async (t) => {
  t.equal(await readFile(`${lambdaFolder}/openapi.json`, 'utf8'), await openapiDocument());
});

interface Gateway {
  route: string;
  security?: { SignedIn: string[] }[];
  'x-amazon-apigateway-integration': { type: string };
}

/** The methods of the API's definition in the template. */
async function gateway(): Promise<Gateway[]> {
  const source = await readFile('template.yaml', 'utf8');
  // Each method is an alias of one of two.
  const template = parse(source, { logLevel: 'silent', maxAliasCount: -1 });
  const paths: [string, Record<string, Omit<Gateway, 'route'>>][] = Object.entries(
    template.Resources.Api.Properties.DefinitionBody.paths,
  );
  return paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      route: `${method.toUpperCase()} ${path}`,
    })),
  );
}

/** The routes that one place has and the other one lacks, so that a failure says what to do. */
function compare(app: string[], other: string[]) {
  return {
    missing: app.filter((route) => !other.includes(route)),
    surplus: other.filter((route) => !app.includes(route)),
  };
}
const same = { missing: [], surplus: [] };

const readMethods = ['GET', 'HEAD'];

test('template.yaml has the routes of the app', async (t) => {
  const app = (await operations()).map(([route]) => route);
  const ofPages = [...new Set(Object.values(pages))].flatMap((path) =>
    readMethods.map((method) => `${method} ${path}`),
  );
  // Preflights can be sent to any path; the app answers them before its routes.
  const all = [...app, ...ofPages, 'OPTIONS /{proxy+}'];
  const difference = compare(
    all,
    (await gateway()).map(({ route }) => route),
  );
  t.strictSame(difference, same, 'paths of Api in template.yaml');
});

test('the table of pages has the pages of the app, which are public and not in the document', async (t) => {
  const found: string[] = [];
  const schemaController = { compilersFactory: { buildValidator } };
  const app = Fastify({ exposeHeadRoutes: false, schemaController });
  app.addSchema(HttpError);
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    if (!(schema as { hide?: boolean } | undefined)?.hide) return;
    t.equal(config?.policy, 'public', url);
    found.push(`${method} ${url}`);
  });
  registerContentRoutes(app, {} as ContentDependencies, {} as RegisterOptions);
  await app.ready();
  const wanted = Object.keys(pages).flatMap((path) =>
    readMethods.map((method) => `${method} ${path}`),
  );
  t.strictSame(compare(found, wanted), same, 'scripts/lib/routes.ts');
});

test('the table of routes has the routes of the app', async (t) => {
  const app = (await operations()).map(([route]) => route);
  t.strictSame(compare(app, routeNames), same, 'scripts/lib/routes.ts');
});

test('the gateway requires a token for the routes that require a signed-in user', async (t) => {
  const guarded = (await gateway()).filter(({ security }) => security);
  const routes = guarded.map(({ route }) => route);
  t.strictSame(routes.sort(), [...tokenRoutes].sort(), 'security in template.yaml');
  for (const { security } of guarded) {
    t.strictSame(security, [{ SignedIn: ['aws.cognito.signin.user.admin'] }]);
  }
});

test('only parameters in paths are required, and bodies but those of publications are', async (t) => {
  for (const [route, { parameters = [], requestBody }] of await operations()) {
    for (const { name, in: place, required } of parameters) {
      t.equal(required ?? false, place === 'path', `${route} ${name}`);
    }
    if (requestBody) t.equal(requestBody.required, !route.endsWith('/publish'), route);
  }
});

test('every error is an HttpError, and 429 and 503 declare Retry-After', async (t) => {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/HttpError' } } };
  for (const [route, { responses }] of await operations()) {
    for (const [status, { content: actual, headers = {} }] of Object.entries(responses)) {
      if (Number(status) < 400) continue;
      const what = `${route} ${status}`;
      t.strictSame(actual, route.startsWith('HEAD ') ? undefined : content, what);
      t.equal('retry-after' in headers, status === '429' || status === '503', what);
      t.equal('www-authenticate' in headers, status === '401', what);
    }
  }
});

test('every route declares the statuses of its method, policy and query', async (t) => {
  for (const [route, { responses }] of await operations()) {
    const { policy, path = '', status, errors = [] } = exampleOf(route);
    const { method } = splitRoute(route);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const wanted = [status, 403, 429, 500, 503, ...errors];
    if (policy !== 'public') wanted.push(401);
    if (hasBody) wanted.push(400, 413, 415);
    if (path.includes('?')) wanted.push(400);
    const declared = Object.keys(responses).map(Number);
    const missing = wanted.filter((status) => !declared.includes(status));
    t.strictSame(missing, [], route);
    const surplus = declared.filter((status) => status >= 400 && !wanted.includes(status));
    t.strictSame(surplus, [], route);
  }
});

/** Sub-schemas in any place of the document. */
function* patterns(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'pattern' && typeof child === 'string') yield child;
    else yield* patterns(child);
  }
}

test('patterns mean the same in ECMAScript, with and without flags, and in Python', async (t) => {
  const found = [...patterns(JSON.parse(await openapiDocument()))];
  t.ok(found.length > 0);
  for (const pattern of found) {
    t.doesNotThrow(() => [new RegExp(pattern), new RegExp(pattern, 'u')], pattern);
    // Classes by letter depend on language and flags, as do characters beyond ASCII.
    t.notMatch(pattern, /\\[bBdDwWsSpPkuc]|\(\?|[^\x20-\x7e]/, pattern);
  }
});
