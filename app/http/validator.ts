import AjvCompiler, { type ValidatorFactory } from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler } from 'fastify';
import { ownFormats } from './formats.ts';

interface Formats {
  addFormat(name: string, isValid: (text: string) => boolean): unknown;
}

type Compiler = FastifySchemaCompiler<unknown>;

type Factory = (
  schemas: unknown,
  options: { customOptions: object; onCreate?: (ajv: Formats) => void },
) => Compiler;

const build = AjvCompiler() as Factory;

const onCreate = (ajv: Formats) => {
  for (const [name, isValid] of Object.entries(ownFormats)) ajv.addFormat(name, isValid);
};

/** One for bodies, and one for the other parts of a request. */
export const compilers: (...of: Parameters<Factory>) => Record<'body' | 'text', Compiler> = (
  schemas,
  options,
) => {
  const compile = (coerceTypes: boolean) => {
    const customOptions = { ...options.customOptions, removeAdditional: false, coerceTypes };
    return build(schemas, { ...options, customOptions, onCreate });
  };
  return { body: compile(false), text: compile(true) };
};

const factory: Factory = (schemas, options) => {
  const { body, text } = compilers(schemas, options);
  return (route) => (route.httpPart === 'body' ? body(route) : text(withNames(route)));
};

/** The route with a schema of headers as Node names them. */
export function withNames<T extends { httpPart?: string; schema: unknown }>(route: T): T {
  return route.httpPart === 'headers' ? { ...route, schema: named(route.schema) } : route;
}

/** Node has the names of headers in lower case. Fastify translates them only for its own validator. */
function named(schema: unknown): unknown {
  const { properties, ...rest } = schema as { properties: Record<string, unknown> };
  const entries = Object.entries(properties).map(([name, one]) => [name.toLowerCase(), one]);
  return { ...rest, properties: Object.fromEntries(entries) };
}

/**
 * Rejects unknown properties and wrong types in bodies; it neither drops nor converts them. Text from a URL
 * or a header becomes a number where the schema requires one.
 */
export const buildValidator = factory as ValidatorFactory;
