import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ownerRequests } from '../lib/owner-requests.ts';
import { type Document, placeOf, split } from './format.ts';

interface Answer {
  added: number;
  unchanged: number;
  skipped: number;
  refused: { path: string; message: string }[];
  missingMedia: string[];
}

interface Options {
  data: Document;
  /** Of the document; its images are beside it, in `media/`. */
  path: string;
  /** Only says what it would do. */
  isPlan: boolean;
  request: ReturnType<typeof ownerRequests>;
  say: (line: string) => void;
}

export interface Result {
  added: number;
  unchanged: number;
  /** Days of other programs that are not before the first own one. */
  skipped: number;
  /** A line for each thing that the site did not take. */
  refused: string[];
}

/**
 * Sends a document in parts. What is there already is unchanged, so an interrupted import is repeated as a whole.
 * @throws {Refused} for a document that breaks a rule; {UserError}
 */
export async function importData(options: Options): Promise<Result> {
  const { data, isPlan, request, say } = options;
  const result: Result = { added: 0, unchanged: 0, skipped: 0, refused: [] };
  const chunks = split(data);
  for (const [i, chunk] of chunks.entries()) {
    const answer = (await request(`/v1/import?plan=${isPlan}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(chunk.body),
    })) as Answer;
    result.added += answer.added;
    result.unchanged += answer.unchanged;
    result.skipped += answer.skipped;
    result.refused.push(
      ...answer.refused.map(({ path, message }) => `${placeOf(chunk, path)}: ${message}`),
    );
    for (const name of answer.missingMedia) await upload(name, options, result);
    say(`${isPlan ? 'Checked' : 'Sent'} ${i + 1} of ${chunks.length} parts`);
  }
  return result;
}

async function upload(name: string, { path, isPlan, request }: Options, result: Result) {
  const file = `${dirname(path)}/media/${name}`;
  if (!existsSync(file)) {
    result.refused.push(`media ${name}: the file is not in ${dirname(path)}/media/`);
    return;
  }
  result.added++;
  if (isPlan) return;
  await request('/v1/media', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(await readFile(file)),
  });
}
