import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { type Document, join, print } from '../../../scripts/transfer/format.ts';
import { get } from '../../api/api.ts';
import { NoAnswer } from '../../api/errors.ts';
import { patiently } from './patiently.ts';

type Page = Document & { nextCursor: string | null };

/** A browser keeps the file in memory. */
const maxMediaBytes = 500_000_000;

export interface Exported {
  /** A zip with `data.json` and `media/`, as `npm run export` writes them into a folder. */
  file: Blob;
  items: number;
  days: number;
  images: number;
  /** Images that could not be read, or are too many for a browser. */
  missing: string[];
}

/** Reads everything. @param say how far it is. */
export async function exportFile(
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Exported> {
  const pages: Page[] = [];
  for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
    const query = cursor && `?cursor=${encodeURIComponent(cursor)}`;
    pages.push(await patiently(() => get<Page>(`/v1/export${query}`, signal), say, signal));
    say(`${pages.length} pages read`);
  }
  const data = join(pages);
  const { zip, parts } = startZip();
  const file = new ZipDeflate('data.json');
  zip.add(file);
  file.push(new TextEncoder().encode(print(data)), true);
  const missing: string[] = [];
  let bytes = 0;
  for (const [i, name] of data.media.entries()) {
    say(`Image ${i + 1} of ${data.media.length}`);
    const image = bytes < maxMediaBytes ? await readImage(name, signal) : undefined;
    if (!image) {
      missing.push(name);
      continue;
    }
    bytes += image.length;
    const entry = new ZipPassThrough(`media/${name}`);
    zip.add(entry);
    entry.push(image, true);
  }
  zip.end();
  const { posts, projects, certifications, statistics, media } = data;
  return {
    file: new Blob(parts, { type: 'application/zip' }),
    items: posts.length + projects.length + certifications.length,
    days: statistics.days.length,
    images: media.length - missing.length,
    missing,
  };
}

function startZip() {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  return { zip, parts };
}

async function readImage(name: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(`/media/${name}`, { signal });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new NoAnswer(`The image ${name} cannot be read: the server does not answer.`);
  }
}
