import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { slugify } from '../../../app/features/content/slugs.ts';
import { readImage } from '../../../app/features/media/image.ts';
import { maxMediaBytes } from '../../../app/features/media/schemas.ts';
import { fileName, isFile } from '../images.ts';
import { Problem } from '../problems.ts';

/** Folders whose files programs serve from the root of a site. */
const served = ['', 'static', 'public', 'src', 'source', 'assets'];
const levels = 4;
const timeoutMs = 20_000;

/** The bytes of a picture that a file names; undefined if it is an address of another site. @throws {Problem} */
export function readPicture(reference: string, file: string): Buffer | undefined {
  if (/^([a-z][a-z\d+.-]*:|\/\/|#)/i.test(reference)) return undefined;
  const name = fileName(reference).replace(/^[@~]\//, '/');
  const path =
    reference.startsWith('/') || name.startsWith('/')
      ? inSite(name, file)
      : join(dirname(file), name);
  if (!path || !isFile(path)) throw new Problem(`there is no ${reference}`);
  return readFileSync(path);
}

/** A file by its address on the site, whose root is a folder above the post. */
function inSite(address: string, file: string): string | undefined {
  let folder = dirname(file);
  for (let level = 0; level < levels; level++) {
    for (const one of served) {
      const path = join(folder, one, address);
      if (isFile(path)) return path;
    }
    folder = join(folder, '..');
  }
  return undefined;
}

/** @throws {Problem} */
export async function fetchPicture(address: string): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(address, { signal }).catch((error: Error) => error);
  if (response instanceof Error) throw new Problem(`${address} does not answer`);
  if (!response.ok) throw new Problem(`${address} answers with status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxMediaBytes) throw new Problem(`${address} has more than 2 MiB`);
  }
  return Buffer.concat(chunks);
}

/** A name that is the same for the same picture, and no other's. */
export function nameOf(reference: string, bytes: Buffer): string {
  const { name } = readImageOf(reference, bytes);
  const last = fileName(reference).split('/').at(-1) ?? '';
  const stem = slugify(last.slice(0, last.length - extname(last).length)) || 'image';
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return `${stem}-${hash}${extname(name)}`;
}

function readImageOf(reference: string, bytes: Buffer) {
  try {
    return readImage(bytes);
  } catch (error) {
    const { details, message } = error as { details?: { message: string }[]; message: string };
    throw new Problem(`${reference} ${details?.[0]?.message ?? message.replace(/^The body /, '')}`);
  }
}
