import { basename } from 'node:path/posix';
import { located, Problem } from '../content/problems.ts';
import { UserError } from '../lib/user-error.ts';
import type { Foreign } from './day.ts';
import type { File } from './files.ts';
import { readGoatcounterJson } from './goatcounter-json.ts';
import { plausibleTable, readPlausible } from './plausible.ts';
import { readText } from './text.ts';
import { umamiWithoutDays } from './umami.ts';

/** What Umami's own export has, each with the columns `x,y`. */
const umamiNames = ['pages.csv', 'referrers.csv', 'browsers.csv', 'countries.csv'];
/** Of the only CSV that is read from an archive of Umami Cloud, which has others beside it. */
const umamiEvents = 'website_event.csv';

/**
 * Recognizes the export by the names of its files, in whichever folder they are.
 * @param entries the files of the archive, by their names
 * @throws {UserError}
 */
export function readArchive(
  path: string,
  entries: Map<string, Uint8Array>,
  today: string,
): Foreign {
  const files = [...entries]
    .map(([name, bytes]): File => ({ path: `${path}/${name}`, bytes }))
    .filter((file) => !isHidden(file.path.slice(path.length)));
  const find = (name: string) => only(files, name);

  const [info, hits] = [find('info.json'), find('hit_stats.jsonl')];
  if (info && hits) {
    const paths = find('paths.jsonl');
    if (!paths) throw new UserError(`${path}: has no paths.jsonl`);
    const [refs, locations] = [find('refs.jsonl'), find('location_stats.jsonl')];
    return readGoatcounterJson({ info, paths, hits, refs, locations }, today);
  }
  const tables = files.filter((file) => plausibleTable(file.path));
  if (tables.length > 0) return readPlausible(tables, path, today);
  const events = find(umamiEvents);
  if (events) return readText(events, today);
  if (umamiNames.every(find)) throw new UserError(located(path, new Problem(umamiWithoutDays)));
  const [csv, ...others] = files.filter((file) => file.path.endsWith('.csv'));
  if (csv && others.length === 0) return readText(csv, today);
  throw new UserError(
    `${path}: is no export that can be read: it needs one CSV, or the files of GoatCounter or Plausible`,
  );
}

/** Files that macOS adds, and other hidden ones. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/** @throws {UserError} for two files of that name in different folders */
function only(files: File[], name: string): File | undefined {
  const [found, other] = files.filter((file) => basename(file.path) === name);
  if (found && other) throw new UserError(`${found.path}: is there again, as ${other.path}`);
  return found;
}
