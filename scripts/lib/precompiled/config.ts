import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { type Config, configSchema } from '../../../app/config.ts';

/** As `env-schema` validates. */
const options = {
  allErrors: true,
  removeAdditional: true,
  useDefaults: true,
  coerceTypes: true,
  allowUnionTypes: true,
  code: { source: true, esm: true },
};

/** The code that validates variables with these names. */
export function compileConfig(names: readonly (keyof Config)[]): string {
  const ajv = new Ajv(options);
  const schema = { ...Type.Pick(configSchema, names), additionalProperties: false };
  return standaloneCode.default(ajv, ajv.compile(schema));
}

/** What is in the bundle instead of `env-schema`: it validates one list of variables, the code of which is 'code'. */
export const envSchemaModule = `
import validate from 'precompiled:config-code';
export function envSchema({ data }) {
  const found = { ...data };
  if (validate(found)) return found;
  throw Object.assign(new Error('The configuration is not valid'), { errors: validate.errors });
}
`;
