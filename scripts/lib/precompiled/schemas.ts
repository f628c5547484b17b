import AjvCompiler from '@fastify/ajv-compiler';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { _, type Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import Fastify, { type FastifyInstance } from 'fastify';
import { HttpError } from '../../../app/http/schemas.ts';
import { compilers, withNames } from '../../../app/http/validator.ts';

/** Modules by what they are for: `body POST /v1/contact`, `200 GET /count`. */
export interface Compiled {
  validators: Map<string, string>;
  serializers: Map<string, string>;
}

interface Route {
  schema: unknown;
  method: string;
  url: string;
  httpPart?: string;
  httpStatus?: string;
  contentType?: string;
}

export const validatorKey = ({ method, url, httpPart }: Route) => `${httpPart} ${method} ${url}`;
export const serializerKey = ({ method, url, httpStatus, contentType = '' }: Route) =>
  `${httpStatus} ${method} ${url}${contentType && ` ${contentType}`}`;

/** The code of all validators and serializers that Fastify asks for when it starts with these routes. */
export async function compileSchemas(register: (app: FastifyInstance) => void): Promise<Compiled> {
  const compiled: Compiled = { validators: new Map(), serializers: new Map() };
  const app = Fastify({
    exposeHeadRoutes: false,
    schemaController: {
      compilersFactory: {
        buildValidator: (schemas: unknown, options: { customOptions: object }) => {
          const code = {
            source: true,
            esm: true,
            formats: _`require('precompiled:formats').formats`,
          };
          const customOptions = { ...options.customOptions, code };
          const { body, text } = compilers(schemas, { ...options, customOptions });
          return (route: Route) => {
            const compiler = route.httpPart === 'body' ? body : text;
            const validate = compiler(withNames(route) as never);
            const { ajv } = Reflect.get(
              compiler,
              AjvCompiler.AjvReference as unknown as symbol,
            ) as { ajv: Ajv };
            compiled.validators.set(
              validatorKey(route),
              standaloneCode.default(ajv, validate as never),
            );
            return validate;
          };
        },
        buildSerializer: (schemas: unknown, options?: object) => {
          const standalone = { ...options, mode: 'standalone', inlineValidators: true };
          const compiler = SerializerSelector()(schemas as never, standalone as never);
          return (route: Route) => {
            compiled.serializers.set(serializerKey(route), compiler(route as never) as never);
            return JSON.stringify;
          };
        },
      } as never,
    },
  });
  app.addSchema(HttpError);
  register(app);
  await app.ready();
  await app.close();
  return compiled;
}
