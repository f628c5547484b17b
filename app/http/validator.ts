import AjvCompiler, { type ValidatorFactory } from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler } from 'fastify';

type Factory = (
  schemas: unknown,
  options: { customOptions: object },
) => FastifySchemaCompiler<unknown>;

const build = AjvCompiler() as Factory;

const factory: Factory = (schemas, options) => {
  const compile = (coerceTypes: boolean) => {
    const customOptions = { ...options.customOptions, removeAdditional: false, coerceTypes };
    return build(schemas, { ...options, customOptions });
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
