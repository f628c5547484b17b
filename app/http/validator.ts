import AjvCompiler, { type ValidatorFactory } from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler } from 'fastify';

interface Formats {
  addFormat(name: string, isValid: (text: string) => boolean): unknown;
}

type Factory = (
  schemas: unknown,
  options: { customOptions: object; onCreate?: (ajv: Formats) => void },
) => FastifySchemaCompiler<unknown>;

const build = AjvCompiler() as Factory;

/** Rejects unpaired surrogates, which no pattern excludes both in UTF-16 and in code points. */
const onCreate = (ajv: Formats) => {
  for (const name of ['password', 'well-formed']) {
    ajv.addFormat(name, (text) => text.isWellFormed());
  }
};

const factory: Factory = (schemas, options) => {
  const compile = (coerceTypes: boolean) => {
    const customOptions = { ...options.customOptions, removeAdditional: false, coerceTypes };
    return build(schemas, { ...options, customOptions, onCreate });
  };
  const body = compile(false);
  const text = compile(true);
  return (route) => {
    if (route.httpPart === 'body') return body(route);
    return text(route.httpPart === 'headers' ? { ...route, schema: named(route.schema) } : route);
  };
};

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
