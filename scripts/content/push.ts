import { Refused } from '../lib/owner-requests.ts';
import type { ContentApi } from './api.ts';
import { type Comparison, compare, type Pair } from './compare.ts';
import { difference } from './difference.ts';
import { readPosts } from './folder.ts';
import type { ServerPost } from './post.ts';
import type { Action, Report } from './report.ts';
import { Conflicting, link, send } from './send.ts';

export interface Options {
  folder: string;
  /** Only these files. All if there are none. */
  files: string[];
  /** Overwrites what has changed on the other side as well. */
  force: boolean;
  isPlan: boolean;
}

export interface PushOptions extends Options {
  /** Unpublishes posts whose files are gone. */
  prune: boolean;
}

/** How files and posts stand to each other. Changes nothing. */
export async function status(api: ContentApi, options: Options): Promise<Report> {
  const { pairs, gone, elsewhere } = await compareChosen(api, options);
  const actions = pairs.map(({ file, post, standing }): Action => {
    const { path } = file;
    if (standing === 'new') return { what: 'ahead', path, note: 'not pushed yet' };
    if (standing === 'conflict') return { what: 'conflict', path, note: difference(file, post) };
    return { what: standing === 'unlinked' ? 'same' : standing, path };
  });
  const shown = gone.filter(isShown);
  const others = elsewhere
    .filter(isShown)
    .map(({ slug }): Action => ({ what: 'elsewhere', path: `/blog/${slug}` }));
  return {
    actions: [...actions, ...shown.map(goneFile), ...others],
    isPlan: true,
    notes: notesOf(pairs),
  };
}

/** Makes posts what their files say. */
export async function push(api: ContentApi, options: PushOptions): Promise<Report> {
  const { pairs, gone } = await compareChosen(api, options);
  const actions: Action[] = [];
  for (const pair of pairs)
    actions.push(await attempt(pair.file.path, () => pushOne(api, pair, options)));
  for (const post of gone.filter(isShown)) {
    if (!options.prune) actions.push(goneFile(post));
    else actions.push(await attempt(pathOf(post), () => prune(api, post, options)));
  }
  return { actions, isPlan: options.isPlan, notes: notesOf(pairs) };
}

async function pushOne(api: ContentApi, pair: Pair, { force, isPlan }: Options): Promise<Action> {
  const { file, post } = pair;
  const { path } = file;
  const isForced = force && (pair.standing === 'conflict' || pair.standing === 'behind');
  const standing = isForced ? 'ahead' : pair.standing;
  if (standing === 'same' || standing === 'behind') return { what: standing, path };
  if (standing === 'conflict') return { what: 'conflict', path, note: difference(file, post) };
  if (!isPlan) {
    if (standing === 'unlinked' && post) await link(api, file, post);
    else await send(api, file, post);
  }
  const what = ({ new: 'create', unlinked: 'link', ahead: 'update' } as const)[standing];
  return { what, path };
}

async function prune(api: ContentApi, post: ServerPost, { isPlan }: Options): Promise<Action> {
  if (!isPlan) await api.unpublish(post);
  return { what: 'unpublish', path: pathOf(post), note: 'the file is gone' };
}

/** What the API refuses is said; other files go on. */
async function attempt(path: string, run: () => Promise<Action>): Promise<Action> {
  try {
    return await run();
  } catch (error) {
    const changed = 'changed on the site at the same moment: push again';
    if (error instanceof Conflicting) return { what: 'conflict', path, note: changed };
    if (!(error instanceof Refused)) throw error;
    const isConflict = error.status === 409 || error.status === 412;
    return { what: isConflict ? 'conflict' : 'refused', path, note: error.message };
  }
}

/** Drafts that no file has are nobody's business but the site's. */
function isShown({ status }: ServerPost): boolean {
  return status !== 'draft';
}

function goneFile(post: ServerPost): Action {
  return { what: 'gone', path: pathOf(post) };
}

function pathOf({ origin, slug }: ServerPost): string {
  return origin?.path ?? `/blog/${slug}`;
}

/** Of files that are in order, they have been said before. */
export function notesOf(pairs: Pair[]): string[] {
  return pairs.flatMap(({ standing, file }) => (standing === 'same' ? [] : file.notes));
}

/** All files are read, so that a mistake in one of them stops before the first request. */
export async function compareChosen(
  api: ContentApi,
  { folder, files }: Pick<Options, 'folder' | 'files'>,
): Promise<Comparison> {
  const comparison = await compare(api, readPosts(folder), folder);
  if (files.length === 0) return comparison;
  const pairs = comparison.pairs.filter(({ file }) => files.includes(file.path));
  return { pairs, gone: [], elsewhere: [] };
}
