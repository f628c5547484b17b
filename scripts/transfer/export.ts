import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { ownerRequests } from '../lib/owner-requests.ts';
import { UserError } from '../lib/user-error.ts';
import { type Document, join, print } from './format.ts';

type Page = Document & { nextCursor: string | null };

interface Options {
  /** Where the export is to be. */
  folder: string;
  /** The API, `https://…/api`. */
  base: string;
  request: ReturnType<typeof ownerRequests>;
  say: (line: string) => void;
}

/**
 * Writes `data.json` and `media/` into a folder. Pages are kept as they come, so that an interrupted export goes on
 * where it stopped. @throws {UserError}
 */
export async function exportData({ folder, base, request, say }: Options): Promise<void> {
  await mkdir(`${folder}/media`, { recursive: true });
  const partial = `${folder}/data.json.part`;
  const pages = await earlierPages(partial, base);
  if (pages.length > 0)
    say(`Going on after page ${pages.length} of an export that was interrupted`);
  else await writeFile(partial, `${JSON.stringify(base)}\n`);
  for (let cursor = pages.at(-1)?.nextCursor; cursor !== null; ) {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = (await request(`/v1/export${query}`)) as Page;
    await appendFile(partial, `${JSON.stringify(page)}\n`);
    pages.push(page);
    cursor = page.nextCursor;
    say(`Page ${pages.length}`);
  }
  const data = join(pages);
  const fetched = await fetchMedia(data.media, folder, base);
  await writeFile(`${folder}/data.json.new`, print(data));
  await rename(`${folder}/data.json.new`, `${folder}/data.json`);
  await rm(partial);
  const { posts, projects, certifications, statistics } = data;
  const items = posts.length + projects.length + certifications.length;
  say(
    `${folder}: ${items} items, ${statistics.days.length} days, ${data.media.length} images (${fetched} new)`,
  );
}

/** The pages of an export of the same API that was interrupted. Its last line may be cut short. */
async function earlierPages(partial: string, base: string): Promise<Page[]> {
  if (!existsSync(partial)) return [];
  const [first = '', ...lines] = (await readFile(partial, 'utf8')).split('\n').slice(0, -1);
  if (first !== JSON.stringify(base)) {
    throw new UserError(`${partial} is of another site. Delete it, or choose another folder.`);
  }
  const pages = lines.map((line) => JSON.parse(line) as Page);
  // What is after the last whole line is written again.
  await writeFile(partial, [first, ...lines].map((line) => `${line}\n`).join(''));
  return pages;
}

/** Images have their hash as their name: one that is there is right. */
async function fetchMedia(names: string[], folder: string, base: string): Promise<number> {
  let fetched = 0;
  for (const name of names) {
    const path = `${folder}/media/${name}`;
    if (existsSync(path)) continue;
    const response = await fetch(`${base.replace(/\/api$/, '')}/media/${name}`);
    if (!response.ok) {
      throw new UserError(`The image ${name} cannot be read: status ${response.status}`);
    }
    await writeFile(`${path}.new`, Buffer.from(await response.arrayBuffer()));
    await rename(`${path}.new`, path);
    fetched++;
  }
  return fetched;
}
