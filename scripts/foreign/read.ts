import { readFile, stat } from 'node:fs/promises';
import { located, Problem } from '../content/problems.ts';
import { UserError } from '../lib/user-error.ts';
import { readArchive } from './archive.ts';
import type { Foreign } from './day.ts';
import { type File, gunzip, inFile, isGzip, maxBytes, tooLarge } from './files.ts';
import { readText } from './text.ts';
import { isZip, unzip } from './zip.ts';

/**
 * Reads the visitor numbers of another program: GoatCounter's CSV or JSON, an export of Plausible, the CSV of Umami
 * Cloud, or a CSV with the columns `date,visitors,views` (`generic.ts` describes it), also compressed by gzip or in a
 * zip archive. Recognizes them by what is in the file.
 * @param today as `YYYY-MM-DD`: later days are refused
 * @throws {UserError} for a file that is none of them, or has a mistake: with the file, the line and the reason
 */
export async function readForeign(path: string, today = utcToday()): Promise<Foreign> {
  const file = { path, bytes: await load(path) };
  if (isZip(file.bytes)) return readArchive(path, await unzip(file), today);
  return readText(unpacked(file), today);
}

function utcToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/** @throws {UserError} */
async function load(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UserError(`There is no file ${path}.`);
  if (found.size > maxBytes) throw new UserError(located(path, new Problem(tooLarge)));
  return readFile(path);
}

function unpacked(file: File): File {
  return isGzip(file.bytes) ? { ...file, bytes: inFile(file, () => gunzip(file.bytes)) } : file;
}
