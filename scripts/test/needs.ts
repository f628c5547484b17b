import { build } from 'esbuild';

/** The module through which a test reaches the database, and the one through which it reads `dist/`. */
const database = 'test/support/table.ts';
const bundle = 'test/support/dist.ts';

/** What test files need before they run, by the modules that they import, directly or not. */
export async function needsOf(files: string[]): Promise<{ database: boolean; bundle: boolean }> {
  const { metafile } = await build({
    entryPoints: files,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: '.',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return { database: database in metafile.inputs, bundle: bundle in metafile.inputs };
}
