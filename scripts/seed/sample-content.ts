import { readdir, readFile } from 'node:fs/promises';
import type { ContentService, Fields, Kind } from '../../app/features/content/service.ts';
import { readFrontMatter } from '../content/front-matter.ts';
import { certifications, projects } from './showcase.ts';

interface Sample {
  kind: Kind;
  /** The same for each run: a second one finds the items of the first, changed or not. */
  key: string;
  fields: Fields;
  /** A draft without it. */
  publishedAt?: string;
}

const folder = new URL('posts/', import.meta.url);
const monthMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Creates the sample person's posts, projects and certifications. Returns how many were new; those that exist
 * stay as they are.
 */
export async function addSampleContent(content: ContentService, now = Date.now()): Promise<number> {
  let added = 0;
  for (const { kind, key, fields, publishedAt } of await samples(now)) {
    const options = { publish: false, idempotencyKey: `seed-${key}` };
    const { item, isNew } = await content.create(kind, fields, options);
    if (!isNew) continue;
    added++;
    if (publishedAt) await content.publish(kind, item.id, publishedAt, () => true);
  }
  return added;
}

async function samples(now: number): Promise<Sample[]> {
  const names = (await readdir(folder)).sort();
  const posts = await Promise.all(names.map((name) => readPost(name, now)));
  const day = (i: number) => new Date(now - (i + 1) * monthMs).toISOString();
  const others = { project: projects, certification: certifications };
  const showcase = Object.entries(others).flatMap(([kind, all]) =>
    all.map((fields, i) => {
      const key = `${kind}-${fields.name}`.replace(/[^\w-]+/g, '-');
      return { kind: kind as Kind, key, fields, publishedAt: day(i) };
    }),
  );
  return [...posts, ...showcase];
}

async function readPost(name: string, now: number): Promise<Sample> {
  const file = await readFile(new URL(name, folder), 'utf8');
  const { fields: all, text: content } = readFrontMatter(file);
  const { publishedAt, ...fields } = all;
  const isScheduled = publishedAt === 'in a month';
  return {
    kind: 'post',
    key: name,
    fields: { ...fields, content },
    ...(publishedAt && {
      publishedAt: isScheduled ? new Date(now + monthMs).toISOString() : `${publishedAt}`,
    }),
  };
}
