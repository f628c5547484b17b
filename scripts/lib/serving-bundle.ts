import { writeFile } from 'node:fs/promises';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { makeCodeCache } from './code-cache/make.ts';
import { lambdaBundle } from './lambda-bundle.ts';

const { banner: _, ...common } = lambdaBundle;

/** One file, of which V8 can keep what it compiled. */
const servingBundle = {
  ...common,
  format: 'cjs',
  // Of packages with both, the ES modules: esbuild leaves out what is not used of them.
  mainFields: ['module', 'main'],
  outExtension: {},
  charset: 'ascii',
  // The licenses are in a file of their own.
  legalComments: 'none',
  banner: { js: `const importMetaUrl = require('node:url').pathToFileURL(__filename).href;` },
  define: { 'import.meta.url': 'importMetaUrl' },
  // What is imported dynamically is evaluated when it is needed.
  supported: { 'dynamic-import': false },
} satisfies BuildOptions;

/** Bundles an entry point into `file`, with its code cache beside it. Returns what esbuild says of it. */
export async function bundleWithCache(
  entry: string,
  file: string,
  plugins: Plugin[] = [],
): Promise<Metafile> {
  const options = { ...servingBundle, entryPoints: [entry], outfile: file, plugins };
  const { outputFiles, metafile } = await build({ ...options, write: false });
  for (const { path, text } of outputFiles) await writeFile(path, inAscii(text), 'latin1');
  await makeCodeCache(file);
  return metafile;
}

/** esbuild leaves the literals of regular expressions as they are. V8 keeps ASCII in half the memory. */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
