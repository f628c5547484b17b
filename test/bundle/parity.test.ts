import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { build } from 'esbuild';
import fc, { type Arbitrary } from 'fast-check';
import Fastify from 'fastify';
import { t as file, test } from 'tap';
import { appVariables } from '../../app/config.ts';
import { registerContentRoutes } from '../../app/content-routes.ts';
import { HttpError } from '../../app/http/schemas.ts';
import { buildValidator } from '../../app/http/validator.ts';
import { registerRoutes } from '../../app/routes.ts';
import { lambdaBundle } from '../../scripts/lib/lambda-bundle.ts';
import { precompiled } from '../../scripts/lib/precompiled/plugin.ts';
import { nearlyValid, strange, valid } from '../support/from-schema.ts';
import type { Schema } from '../support/operations.ts';

interface Route {
  schema: Schema;
  method: string;
  url: string;
  httpPart?: string;
  httpStatus?: string;
  contentType?: string;
}

type Validate = ((data: unknown) => boolean) & { errors?: unknown };
type Serialize = (data: unknown) => string;

/** What Fastify compiles in development, by what it asks for. */
const validators: { route: Route; compiled: Validate }[] = [];
const serializers: { route: Route; compiled: Serialize }[] = [];

const app = Fastify({
  exposeHeadRoutes: false,
  schemaController: {
    compilersFactory: {
      buildValidator: (schemas: never, options: never) => {
        const compile = buildValidator(schemas, options) as never as (route: Route) => Validate;
        return (route: Route) => {
          validators.push({ route, compiled: compile(route) });
          return validators.at(-1)?.compiled;
        };
      },
      buildSerializer: (schemas: never, options: never) => {
        const compile = SerializerSelector()(schemas, options) as never as (
          route: Route,
        ) => Serialize;
        return (route: Route) => {
          serializers.push({ route, compiled: compile(route) });
          return serializers.at(-1)?.compiled;
        };
      },
    } as never,
  },
});
app.addSchema(HttpError);
registerRoutes(app, {} as never, {} as never);
registerContentRoutes(app, {} as never, {} as never);
await app.ready();
file.teardown(() => app.close());

/** What is in the bundle, by the same. */
const { compilersFactory } = await bundled();
const validatorOf: (route: Route) => Validate = compilersFactory.buildValidator();
const serializerOf: (route: Route) => Serialize = compilersFactory.buildSerializer();

async function bundled() {
  await mkdir('dist', { recursive: true });
  const folder = await mkdtemp('dist/parity-');
  file.teardown(() => rm(folder, { recursive: true }));
  const contents = `import './app/routes.ts';
    import './app/content-routes.ts';
    export { compilersFactory } from './app/http/compilers.ts';`;
  await build({
    ...lambdaBundle,
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    outdir: undefined,
    outfile: join(folder, 'parity.mjs'),
    plugins: [precompiled(appVariables)],
  } as never);
  return import(resolve(folder, 'parity.mjs'));
}

/** A schema may be a reference to that of errors. */
const shapeOf = ({ schema }: Route): Schema => ('$ref' in schema ? HttpError : schema);

/** Values for a schema; for one with a form that has no generator, any. */
function values(make: (schema: Schema) => Arbitrary<unknown>, schema: Schema): Arbitrary<unknown> {
  try {
    return fc.oneof({ weight: 4, arbitrary: make(schema) }, strange);
  } catch {
    return strange;
  }
}

test('the validators of the bundle say and change the same', (t) => {
  t.ok(validators.length > 60);
  for (const { route, compiled } of validators) {
    const other = validatorOf(route);
    const isSame = (value: unknown) => {
      const [one, two] = [structuredClone(value), structuredClone(value)];
      const answers = [compiled(one), other(two)];
      return (
        answers[0] === answers[1] &&
        isDeepStrictEqual(one, two) &&
        isDeepStrictEqual(compiled.errors, other.errors)
      );
    };
    fc.assert(fc.property(values(nearlyValid, route.schema), isSame), { numRuns: 100 });
  }
  t.end();
});

test('the serializers of the bundle write the same', (t) => {
  t.ok(serializers.length > 100);
  const written = (serialize: Serialize, value: unknown) => {
    try {
      return serialize(value);
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const { route, compiled } of serializers) {
    const other = serializerOf(route);
    const isSame = (value: unknown) => written(compiled, value) === written(other, value);
    fc.assert(fc.property(values(valid, shapeOf(route)), isSame), { numRuns: 30 });
  }
  t.end();
});
