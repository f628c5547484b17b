import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { located, Problem } from '../content/problems.ts';
import { UserError } from '../lib/user-error.ts';

/** Of the file, and of all that it unpacks to. */
export const maxBytes = 50 * 1024 * 1024;
export const tooLarge = 'has more than 50 MB: export a shorter time';

/** A file, or one in an archive. */
export interface File {
  /** As messages name it: `export.zip/info.json`. */
  path: string;
  bytes: Uint8Array;
}

/** @throws {UserError} for a `Problem`, with the file and the line */
export function inFile<T>({ path }: Pick<File, 'path'>, what: () => T): T {
  try {
    return what();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new UserError(located(path, error));
  }
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** @throws {Problem} for more than 50 MB, and for bytes that are damaged */
export function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Problem(isTooLarge ? `unpacked, ${tooLarge}` : 'is damaged: export it again');
  }
}

/** The text without byte order mark. @throws {Problem} for what is not UTF-8, with the line */
export function decode(bytes: Uint8Array): string {
  const mark = `${bytes[0]},${bytes[1]}`;
  if (mark === '255,254' || mark === '254,255') {
    throw new Problem('is UTF-16: save it as UTF-8', 1);
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    throw new Problem('has a zero byte, as UTF-16 has: save it as UTF-8', lineOf(bytes, zero));
  }
  if (!isUtf8(bytes)) {
    throw new Problem('is not UTF-8, perhaps Latin-1: save it as UTF-8', firstOddLine(bytes));
  }
  return new TextDecoder().decode(bytes);
}

function lineOf(bytes: Uint8Array, end: number): number {
  return bytes.subarray(0, end).reduce((line, byte) => line + (byte === 0x0a ? 1 : 0), 1);
}

/** The first line that is not UTF-8 itself: no character holds a line break. */
function firstOddLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
