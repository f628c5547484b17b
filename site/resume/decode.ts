import { isUtf8 } from 'node:buffer';
import { ResumeError } from './problems.ts';

const maxBytes = 1024 * 1024;

/**
 * The text of a file in UTF-8, without its byte order mark.
 * @throws {ResumeError} for another encoding, and for a file of over 1 MB.
 */
export function decode(bytes: Uint8Array, file: string): string {
  if (bytes.length > maxBytes) {
    const advice = 'Shorten it; a photo belongs into a file of its own.';
    throw new ResumeError([`${file}: this is over 1 MB, which no resume needs. ${advice}`]);
  }
  // JSON contains no NUL, but UTF-16 without a byte order mark does, for each ASCII character.
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw new ResumeError([`${file}:${wrongLine(bytes)}: not UTF-8: save the file as UTF-8.`]);
  }
  return new TextDecoder().decode(bytes);
}

/** The first line that is not UTF-8; the first one of all in UTF-16. */
function wrongLine(bytes: Uint8Array): number {
  if (bytes.includes(0)) return 1;
  const lineFeed = 10;
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(lineFeed, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
  }
  return line;
}
