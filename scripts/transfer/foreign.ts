import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { utcDay } from '../../app/days/utc-day.ts';
import { readForeign } from '../foreign/read.ts';
import type { Document, Import } from './format.ts';

/**
 * A file of another program as a document, without the day that is not over. The same file has the same id.
 * @throws {UserError}
 */
export async function foreignDocument(path: string): Promise<{ data: Document; notes: string[] }> {
  const today = utcDay(Date.now());
  const { source, days: all, notes } = await readForeign(path, today);
  const days = all.filter(({ date }) => date < today);
  if (days.length < all.length) notes.push(`${today} is left out, as the day is not over.`);
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { data: documentOf({ id: `${source}-${hash.slice(0, 12)}`, source, days }), notes };
}

/** The number of an earlier counter, which knows no days. */
export function counterDocument(views: number): Document {
  return documentOf({ id: 'counter', source: 'counter', views, days: [] });
}

function documentOf(one: Import): Document {
  const none = { posts: [], projects: [], certifications: [], terms: [], media: [] };
  const head = { format: 'cloud-resume', formatVersion: 1 };
  return { ...head, ...none, imports: [one], statistics: { days: [] } };
}
