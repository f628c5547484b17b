import type { BuildOptions } from 'esbuild';

/** How code for Lambda is bundled, here and in benchmarks. */
export const lambdaBundle = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // CommonJS packages expect `require`, which an ES module lacks.
  banner: {
    js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
  },
  // Lambda ships its own SDK; we bundle ours, so that tests and Lambda run the same version.
  external: [],
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;
