import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type ZipFile } from 'yauzl';
import { UserError } from '../lib/user-error.ts';
import { type File, maxBytes, tooLarge } from './files.ts';

const maxEntries = 2000;

export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/**
 * The files of a zip archive by their names, unpacked in memory: nothing is written. Folders are left out.
 * @throws {UserError} for more than 2,000 entries or 50 MB unpacked, for names that lead out of the archive, for
 * encryption, and for damage
 */
export async function unzip({ path, bytes }: File): Promise<Map<string, Uint8Array>> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await filesIn(await fromBufferPromise(archive, { strictFileNames: true }));
  } catch (error) {
    throw new UserError(`${path}: cannot be unpacked: ${(error as Error).message}`);
  }
}

async function filesIn(zip: ZipFile): Promise<Map<string, Uint8Array>> {
  if (zip.entryCount > maxEntries) throw new Error(`it has more than ${maxEntries} entries`);
  const files = new Map<string, Uint8Array>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName: name } = entry;
    if (name.endsWith('/')) continue;
    if (files.has(name)) throw new Error(`it has two files named ${name}`);
    // The stream below fails for a file of another size than this.
    unpacked += entry.uncompressedSize;
    if (unpacked > maxBytes) throw new Error(`it ${tooLarge}`);
    const file = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(file) !== entry.crc32) throw new Error(`${name} is damaged`);
    files.set(name, file);
  }
  return files;
}
