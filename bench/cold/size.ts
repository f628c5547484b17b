import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Size } from './report.ts';

/** Of a bundle and of what it imports when it starts. */
export async function sizeOf(file: string): Promise<Size> {
  const texts = [...(await modulesOf(file)).values()];
  const zipped = await Promise.all(texts.map((text) => promisify(gzip)(text)));
  const sum = (lengths: number[]) => lengths.reduce((total, length) => total + length, 0);
  return {
    bytes: sum(texts.map((text) => Buffer.byteLength(text))),
    gzipped: sum(zipped.map(({ length }) => length)),
  };
}

/** The file and those that it imports statically, by path. */
async function modulesOf(file: string, found = new Map<string, string>()) {
  if (found.has(file)) return found;
  const text = await readFile(file, 'utf8');
  found.set(file, text);
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["'](\.\/[^"']+)["']/g)) {
    await modulesOf(join(dirname(file), name), found);
  }
  return found;
}
