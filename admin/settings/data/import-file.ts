import type { Static } from '@sinclair/typebox';
import { unzipSync } from 'fflate';
import type { Imported } from '../../../app/features/transfer/schemas.ts';
import {
  BadDocument,
  type Document,
  maxBytes,
  parseDocument,
  placeOf,
  split,
} from '../../../scripts/transfer/format.ts';
import { ask } from '../../api/api.ts';
import { patiently } from './patiently.ts';

export interface ImportFile {
  document: Document;
  /** By name; empty for a document without its images. */
  media: Map<string, Uint8Array>;
}

export interface Result {
  added: number;
  unchanged: number;
  /** Days of other programs that are not before the first own one. */
  skipped: number;
  /** A line for each thing that the site did not take. */
  refused: string[];
}

/** Reads `data.json`, or the zip of an export. @throws {BadDocument} */
export async function readImportFile(file: File): Promise<ImportFile> {
  if (file.size > maxBytes) {
    throw new BadDocument(`${file.name} has more than 400 MB. Use npm run import for it.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return { document: parseText(file.name, bytes), media: new Map() };
  let files: Record<string, Uint8Array>;
  let unpacked = 0;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isOurs(name)) return false;
        unpacked += originalSize;
        if (unpacked > maxBytes) throw new BadDocument('too large');
        return true;
      },
    });
  } catch (error) {
    throw new BadDocument(
      error instanceof BadDocument
        ? `${file.name} has more than 400 MB unpacked. Use npm run import for it.`
        : `${file.name} is a zip that cannot be read, or was cut short.`,
    );
  }
  const [, data] = Object.entries(files).find(([name]) => /(^|\/)data\.json$/.test(name)) ?? [];
  if (!data) {
    throw new BadDocument(
      `${file.name} has no data.json, so it is no export of this program. For files of GoatCounter, Plausible and Umami, use npm run import.`,
    );
  }
  const media = Object.entries(files).flatMap(([name, content]) => {
    const [, image] = /(?:^|\/)media\/([^/]+)$/.exec(name) ?? [];
    return image ? [[image, content] as const] : [];
  });
  return { document: parseText(`${file.name}, data.json`, data), media: new Map(media) };
}

function isOurs(name: string): boolean {
  return /^([^/]+\/)?(data\.json|media\/[^/]+)$/.test(name);
}

function parseText(name: string, bytes: Uint8Array): Document {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadDocument(`${name} is not text in UTF-8.`);
  }
  return parseDocument(name, text);
}

/** Sends the document in parts. What is there already is unchanged, so it can be started again after any failure. */
export async function importFile(
  { document, media }: ImportFile,
  isPlan: boolean,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Result> {
  const result: Result = { added: 0, unchanged: 0, skipped: 0, refused: [] };
  const chunks = split(document);
  for (const [i, chunk] of chunks.entries()) {
    say(`${isPlan ? 'Checking' : 'Sending'} part ${i + 1} of ${chunks.length}`);
    const send = () =>
      ask<Static<typeof Imported>>({
        method: 'POST',
        path: `/v1/import?plan=${isPlan}`,
        body: chunk.body,
        timeoutMs: 30_000,
        signal,
      });
    const { body } = await patiently(send, say, signal);
    result.added += body.added;
    result.unchanged += body.unchanged;
    result.skipped += body.skipped;
    result.refused.push(
      ...body.refused.map(({ path, message }) => `${placeOf(chunk, path)}: ${message}`),
    );
    for (const name of body.missingMedia) {
      const image = media.get(name);
      if (!image) {
        result.refused.push(`media ${name}: the image is not in the file`);
        continue;
      }
      result.added += 1;
      if (!isPlan) await patiently(() => upload(image, signal), say, signal);
    }
  }
  return result;
}

function upload(image: Uint8Array, signal: AbortSignal) {
  const body = new Blob([image as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' });
  return ask({ method: 'POST', path: '/v1/media', body, timeoutMs: 30_000, signal });
}
