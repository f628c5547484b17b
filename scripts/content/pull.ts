import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ContentApi } from './api.ts';
import type { Pair } from './compare.ts';
import { difference } from './difference.ts';
import type { ServerPost } from './post.ts';
import { decode, readPostFile } from './post-file.ts';
import { compareChosen, notesOf, type Options } from './push.ts';
import type { Action, Report } from './report.ts';
import { fileOf, isWhole, updatedFile } from './write-file.ts';

export interface PullOptions extends Options {
  /** Also writes files for drafts. */
  drafts: boolean;
}

/** Makes files what their posts are. Overwrites none that has changes of its own, or that are not committed. */
export async function pull(api: ContentApi, options: PullOptions): Promise<Report> {
  const { pairs, gone, elsewhere } = await compareChosen(api, options);
  const actions: Action[] = [];
  for (const pair of pairs) actions.push(await pullOne(api, pair, options));
  for (const post of [...gone, ...elsewhere]) {
    if (post.status === 'draft' && !options.drafts) continue;
    actions.push(await pullNew(api, post, options));
  }
  return { actions, isPlan: options.isPlan, notes: notesOf(pairs) };
}

async function pullOne(api: ContentApi, pair: Pair, { force, isPlan }: Options): Promise<Action> {
  const { file, post, standing } = pair;
  const { path } = file;
  if (!post || standing === 'new') return { what: 'ahead', path, note: 'not pushed yet' };
  if (standing === 'same' || standing === 'unlinked') return { what: 'same', path };
  if (!force && standing === 'ahead') return { what: 'ahead', path };
  if (!force && standing === 'conflict') {
    return { what: 'conflict', path, note: difference(file, post) };
  }
  if (isUncommitted(path)) {
    return {
      what: 'conflict',
      path,
      note: 'has changes that are not committed: commit them first',
    };
  }
  const full = await api.get(post.id);
  const text = updatedFile(decode(readFileSync(path)), file, full);
  return write(path, text, full, isPlan);
}

async function pullNew(api: ContentApi, post: ServerPost, options: PullOptions): Promise<Action> {
  const { folder, isPlan } = options;
  const path = post.origin?.path ?? `${folder}/${post.slug}.md`;
  if (!path.startsWith(`${folder}/`) || path.split('/').includes('..') || !path.endsWith('.md')) {
    return { what: 'elsewhere', path: `/blog/${post.slug}`, note: `is kept in ${path}` };
  }
  if (existsSync(path)) return { what: 'conflict', path, note: 'another post has this file' };
  const full = await api.get(post.id);
  return write(path, fileOf(path, full), full, isPlan);
}

function write(
  path: string,
  text: string,
  post: ServerPost & { content: string },
  isPlan: boolean,
): Action {
  if (!isWhole(readPostFile(path, Buffer.from(text)), post)) {
    return { what: 'refused', path, note: 'the post cannot be written as a file' };
  }
  if (!isPlan) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { what: 'write', path };
}

/** In a git repository; elsewhere nothing is committed. */
function isUncommitted(path: string): boolean {
  try {
    const args = ['status', '--porcelain', '--', path];
    return (
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) !== ''
    );
  } catch {
    return false;
  }
}
