import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Config } from '../../../app/config.ts';
import { registerContentRoutes } from '../../../app/content-routes.ts';
import { registerRoutes } from '../../../app/routes.ts';
import { compileConfig, envSchemaModule } from './config.ts';
import { type Compiled, compileSchemas } from './schemas.ts';

const namespace = 'precompiled';
const here = (name: string) => resolve('scripts/lib/precompiled', name);

/** Packages and modules that are others in the bundle. */
const replacedPackages: Record<string, { path: string; namespace?: string }> = {
  '@sinclair/typebox': { path: here('type.js') },
  'env-schema': { path: 'config', namespace },
  // Lambda always gives credentials.
  '@aws-sdk/credential-provider-node': { path: here('no-credentials.js') },
  // Fastify compares its version with those that plugins name. It did so in development and in the tests.
  semver: { path: 'semver', namespace },
  // For transports in threads of their own.
  'thread-stream': { path: 'nothing', namespace },
  // Fastify loads them unless an app has its own.
  '@fastify/ajv-compiler': { path: 'nothing', namespace },
  '@fastify/fast-json-stringify-compiler': { path: 'nothing', namespace },
};
const replaced: Record<string, string> = { 'app/http/compilers.ts': 'registry' };
/** Modules that also load what was compiled for the routes in them. */
const extended: Record<string, string> = {
  'app/routes.ts': 'serving',
  'app/content-routes.ts': 'content',
};

/**
 * Puts validators and serializers into the bundle instead of the compilers that make them. Takes a second.
 * A test compares what both answer.
 * @param variables that the entry point reads
 */
export function precompiled(variables: readonly (keyof Config)[]): Plugin {
  return {
    name: namespace,
    async setup(build) {
      const parts: Record<string, Compiled> = {
        serving: await compileSchemas((app) => registerRoutes(app, {} as never, {} as never)),
        content: await compileSchemas((app) =>
          registerContentRoutes(app, {} as never, {} as never),
        ),
      };
      const { modules, indexes } = modulesOf(parts);
      modules.set('registry', registry);
      modules.set('formats', `export * from './scripts/lib/precompiled/formats.js';`);
      modules.set('nothing', '');
      modules.set('semver', 'export const satisfies = () => true;');
      // It extends a class of web streams, which Node.js would load for that.
      modules.set('checksum-stream', 'export class ChecksumStream {}');
      for (const [name, index] of indexes) modules.set(name, index);
      modules.set('config', envSchemaModule);
      modules.set('config-code', compileConfig(variables));

      build.onResolve({ filter: /\/ChecksumStream\.browser$/ }, () => ({
        path: 'checksum-stream',
        namespace,
      }));
      const packages = new RegExp(`^(${Object.keys(replacedPackages).join('|')})$`);
      build.onResolve({ filter: packages }, ({ path }) => replacedPackages[path]);
      build.onResolve({ filter: /^precompiled:/ }, ({ path }) => ({
        path: path.slice(namespace.length + 1),
        namespace,
      }));
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => {
        const contents = modules.get(path);
        return contents === undefined ? undefined : { contents, resolveDir: process.cwd() };
      });
      build.onLoad({ filter: /\/app\/(http\/)?[a-z-]+\.ts$/ }, async ({ path }) => {
        const name = path.slice(process.cwd().length + 1);
        if (replaced[name]) return { contents: `export * from 'precompiled:${replaced[name]}'` };
        if (!extended[name]) return undefined;
        const source = await readFile(path, 'utf8');
        return { contents: `import 'precompiled:${extended[name]}';\n${source}`, loader: 'ts' };
      });
    },
  };
}

/** One module for each text, and one for each part that names all of its own. */
function modulesOf(parts: Record<string, Compiled>) {
  const modules = new Map<string, string>();
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `code-${names.size}`;
    names.set(text, name);
    modules.set(name, text);
    return name;
  };
  const indexes = Object.entries(parts).map(([part, { validators, serializers }]) => {
    const used = new Set<string>();
    const entries = (all: Map<string, string>) =>
      [...all].map(([key, text]) => {
        const name = nameOf(text);
        used.add(name);
        return `${JSON.stringify(key)}: ${name.replace('-', '_')}`;
      });
    const body = `add({ validators: { ${entries(validators)} }, serializers: { ${entries(serializers)} } });`;
    const imports = [...used].map(
      (name) => `import ${name.replace('-', '_')} from 'precompiled:${name}';`,
    );
    return [
      part,
      [`import { add } from 'precompiled:registry';`, ...imports, body].join('\n'),
    ] as const;
  });
  return { modules, indexes };
}

/** Fastify asks it for what was compiled. */
const registry = `
const validators = {};
const serializers = {};
export function add(more) {
  Object.assign(validators, more.validators);
  Object.assign(serializers, more.serializers);
}
function find(all, key) {
  if (!all[key]) throw new Error('The build compiled nothing for ' + key);
  return all[key];
}
export const compilersFactory = {
  buildValidator: () => ({ method, url, httpPart }) => find(validators, httpPart + ' ' + method + ' ' + url),
  buildSerializer: () => ({ method, url, httpStatus, contentType = '' }) =>
    find(serializers, httpStatus + ' ' + method + ' ' + url + (contentType && ' ' + contentType)),
};
`;
