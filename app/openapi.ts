import swagger from '@fastify/swagger';
import { Type } from '@sinclair/typebox';
import Fastify, { type FastifySchema, type RouteOptions } from 'fastify';
import packageJson from '../package.json' with { type: 'json' };
import type { ContentDependencies } from './content-dependencies.ts';
import { registerContentRoutes } from './content-routes.ts';
import type { Dependencies } from './dependencies.ts';
import { commonErrors, HttpError } from './http/schemas.ts';
import { buildValidator } from './http/validator.ts';
import { type RouteOptions as RegisterOptions, registerRoutes } from './routes.ts';

const tags = [
  'Count',
  'System',
  'Sign-in',
  'Visitors',
  'Analytics',
  'Blog',
  'Projects',
  'Certifications',
  'Media',
  'Your data',
];

/** The OpenAPI document, as JSON, generated from the schemas of the routes. For development and build. */
export async function openapiDocument(): Promise<string> {
  const app = Fastify({
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator } },
  });
  await app.register(swagger, {
    exposeHeadRoutes: true,
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'cloud-resume',
        version: packageJson.version,
        description: packageJson.description,
        license: { name: 'MIT' },
      },
      servers: [{ url: '/api', description: 'On the origin of the site' }],
      tags: tags.map((name) => ({ name })),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An access token' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({ url, schema: complete(schema, route) }),
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? i) },
  });
  // No route is called, so none needs its dependencies.
  app.addSchema(HttpError);
  registerRoutes(app, {} as Dependencies, {} as RegisterOptions);
  registerContentRoutes(app, {} as ContentDependencies, {} as RegisterOptions);
  await app.ready();
  const document = app.swagger() as Document;
  await app.close();
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    if (operation.requestBody && operation['x-optional-body']) {
      operation.requestBody.required = false;
    }
    delete operation['x-optional-body'];
  }
  return JSON.stringify(document, null, 2);
}

interface Document {
  paths: Record<
    string,
    Record<string, { requestBody?: { required: boolean }; 'x-optional-body'?: boolean }>
  >;
}

/** The schema with what follows from the route's method and policy. */
function complete(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const method = String(route.method);
  const { policy = 'public', isBodyOptional = false } = route.config ?? {};
  const { querystring, response } = schema as { querystring?: Query; response: Responses };
  const bearer = { bearer: [] };
  const responses = { ...commonErrors({ method, policy, hasQuery: !!querystring }), ...response };
  return {
    ...schema,
    ...(policy !== 'public' && { security: policy === 'optional' ? [{}, bearer] : [bearer] }),
    'x-policy': policy,
    ...(isBodyOptional && { 'x-optional-body': true }),
    ...(querystring && { querystring: withDefaults(querystring) }),
    response: method === 'HEAD' ? withoutContent(responses) : responses,
  } as FastifySchema;
}

interface Query {
  properties: Record<string, { default?: unknown }>;
  required?: string[];
}

/** The handler always gets a parameter that has a default; clients may omit it. */
function withDefaults(query: Query): Query {
  const isRequired = (name: string) => query.properties[name]?.default === undefined;
  return { ...query, required: query.required?.filter(isRequired) ?? [] };
}

type Responses = Record<string, { description: string; headers?: object }>;

function withoutContent(responses: Responses) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, headers }]) => [
      status,
      Type.Null({ description, ...(headers && { headers }) }),
    ]),
  );
}
