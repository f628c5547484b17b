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

/** Unpaired surrogates are not text. No pattern excludes them both in UTF-16 and in code points. */
const onCreate = (ajv: Formats) => ajv.addFormat('password', (text) => text.isWellFormed());

const factory: Factory = (schemas, options) => {
  const compile = (coerceTypes: boolean) => {
    const customOptions = { ...options.customOptions, removeAdditional: false, coerceTypes };
    return build(schemas, { ...options, customOptions, onCreate });
  };
  const body = compile(false);
  const text = compile(true);
  return (route) => (route.httpPart === 'body' ? body : text)(route);
};

/**
 * Unknown properties and wrong types of bodies are refused, not dropped or converted. What comes in a
 * URL or a header is text and becomes a number where one is wanted.
 */
export const buildValidator = factory as ValidatorFactory;
