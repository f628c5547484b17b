import type { Plugin } from 'esbuild';

/** Modules of Node.js that the first answer does not need. `http2` alone takes 16 ms of a processor. */
const lazy = ['http2', 'dns', 'zlib', 'perf_hooks', 'worker_threads'];
/** What packages take from them when they are loaded. */
const known: Record<string, string> = {
  performance: 'globalThis.performance',
  // Lambda runs the handler on it.
  isMainThread: 'true',
  crc32: `(...given) => require('node:zlib').crc32(...given)`,
};

/** Has the bundle load some modules of Node.js only when something in them is used. */
export function lazyBuiltins(): Plugin {
  const namespace = 'lazy-builtin';
  return {
    name: namespace,
    setup(build) {
      const names = new RegExp(`^(node:)?(${lazy.join('|')})$`);
      build.onResolve({ filter: names }, ({ path, importer }) => {
        const name = path.replace('node:', '');
        if (importer.startsWith('lazy:')) return { path: `node:${name}`, external: true };
        return { path: `lazy:${name}`, namespace };
      });
      build.onLoad({ filter: /.*/, namespace }, async ({ path }) => {
        const name = `node:${path.replace('lazy:', '')}`;
        const exported = Object.keys(await import(name)).filter((one) => one !== 'default');
        const getters = exported.map((one) => {
          const value = known[one] ?? `require(${JSON.stringify(name)}).${one}`;
          return `get ${one}() { return ${value}; }`;
        });
        return { contents: `module.exports = { ${getters.join(',\n')} };` };
      });
    },
  };
}
