import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Size } from './report.ts';

/** Of the files that a handler loads when it starts. */
export async function sizeOf(files: string[]): Promise<Size> {
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const zipped = await Promise.all(texts.map((text) => promisify(gzip)(text)));
  const sum = (all: Buffer[]) => all.reduce((total, { length }) => total + length, 0);
  return { bytes: sum(texts), gzipped: sum(zipped) };
}
