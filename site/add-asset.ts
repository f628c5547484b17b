import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';

/**
 * Writes `content` to `assets/` in the folder `out`, under a name that changes with the content, so
 * that browsers may cache it for ever. Returns its path on the site.
 */
export async function addAsset(
  out: string,
  name: string,
  content: string | Buffer,
): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const path = `/assets/${name.replace(/(\.\w+)$/, `-${hash}$1`)}`;
  await writeFile(join(out, path), content);
  return path;
}

/** The same for a style or a script, without white space and comments. */
export async function addMinified(
  out: string,
  name: string,
  code: string,
  loader: 'css' | 'js',
): Promise<string> {
  return addAsset(out, name, (await transform(code, { loader, minify: true })).code);
}
