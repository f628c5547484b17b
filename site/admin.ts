import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The owner's pages, ready to be added to a site. */
export interface Admin {
  /** Path on the site of the script that starts them. */
  script: string;
  style: string;
  /** By their paths on the site. */
  files: Map<string, Uint8Array>;
  /** The source files that the scripts were made of. */
  inputs: string[];
}

/** Bundles `admin/`. Takes half a second. */
export async function bundleAdmin(): Promise<Admin> {
  const { outputFiles, metafile } = await build({
    entryPoints: ['admin/main.tsx'],
    outdir: 'assets',
    entryNames: 'admin-[hash]',
    // What a page imports dynamically is loaded when it is first needed.
    chunkNames: 'admin-[name]-[hash]',
    splitting: true,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const [script] =
    Object.entries(metafile.outputs).find(
      ([, { entryPoint }]) => entryPoint === 'admin/main.tsx',
    ) ?? [];
  const paths = Object.keys(metafile.outputs);
  return {
    script: `/${script}`,
    style: await styles(),
    files: new Map(outputFiles.map(({ contents }, i) => [`/${paths[i]}`, contents])),
    inputs: Object.keys(metafile.inputs),
  };
}

/** Adds the scripts to the folder `out`, with the licenses of the packages that they contain. */
export async function addAdmin(out: string, { files }: Admin, licenses: string): Promise<void> {
  for (const [path, content] of files) await writeFile(join(out, path), content);
  await writeFile(join(out, 'assets/admin-licenses.txt'), licenses);
}

/** `admin.css` is the first: the others build on it. */
async function styles(): Promise<string> {
  const files: string[] = [];
  for await (const file of glob('admin/*/*.css')) files.push(file);
  const all = ['admin/admin.css', ...files.sort()];
  return (await Promise.all(all.map((file) => readFile(file, 'utf8')))).join('\n');
}
