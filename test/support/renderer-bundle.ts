import { type BuildOptions, build } from 'esbuild';

/** The renderer of Markdown as a browser loads it. */
export function bundleRenderer(options: Pick<BuildOptions, 'format' | 'globalName'>) {
  return build({
    entryPoints: ['app/render/markdown/render.ts'],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    charset: 'utf8',
    ...options,
  });
}
