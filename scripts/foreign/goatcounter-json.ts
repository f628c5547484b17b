import { other } from '../../app/features/visitors/dimensions.ts';
import { Problem } from '../content/problems.ts';
import type { Foreign, ForeignDay } from './day.ts';
import { add, type DaySums, dayIn, finish } from './days.ts';
import { decode, type File, inFile } from './files.ts';
import { referrer } from './goatcounter-csv.ts';
import { eachObject, type Fields, parseObject, textOf } from './json-lines.ts';
import { countryOf, pathOf } from './names.ts';
import { goatcounterVisitors, lastDay, noViews } from './notes.ts';
import { checkedCount, dayOf, dayOfInstant } from './values.ts';

/** The files of the export that are read. Browsers, systems, languages and sizes are not. */
export interface GoatcounterFiles {
  info: File;
  paths: File;
  hits: File;
  refs?: File | undefined;
  locations?: File | undefined;
}

/**
 * Reads version 1 of GoatCounter's JSON: https://www.goatcounter.com/help/export-json
 *
 * Counts are of visitors, by hour, page and referrer. Events are left out. The name of who exported is not kept.
 * @throws {UserError} with the file and the line
 */
export function readGoatcounterJson(files: GoatcounterFiles, today: string): Foreign {
  const createdAt = inFile(files.info, () => readInfo(parseObject(decode(files.info.bytes))));
  const paths = new Map<unknown, string | null>();
  each(files.paths, (fields) => {
    const isEvent = fields.event === true || fields.event === 1;
    paths.set(fields.id, isEvent ? null : pathOf(textOf(fields, 'path')));
  });
  const refs = new Map<unknown, string>();
  each(files.refs, (fields) => {
    refs.set(fields.id, referrer(textOf(fields, 'ref'), textOf(fields, 'ref_scheme')));
  });

  const days = new Map<string, DaySums>();
  each(files.hits, (fields) => {
    const date = dayOfInstant(textOf(fields, 'hour'), today);
    const count = checkedCount(fields.count, 'count');
    const path = pageOf(paths, fields);
    if (path === null) return;
    const day = dayIn(days, date);
    day.visitors += count;
    day.views += count;
    add(day, 'paths', path, count);
    add(day, 'referrers', refs.get(fields.ref_id) ?? other, count);
  });
  if (days.size === 0) inFile(files.hits, () => fail('has no visitors'));
  each(files.locations, (fields) => {
    const date = dayOf(textOf(fields, 'day').slice(0, 10), today);
    const count = checkedCount(fields.count, 'count');
    const day = days.get(date);
    if (pageOf(paths, fields) === null || !day) return;
    add(day, 'countries', countryOf(textOf(fields, 'location')), count);
  });
  const found = inFile(files.hits, () => finish(days));
  return {
    source: 'goatcounter',
    days: found,
    notes: [goatcounterVisitors, noViews, completeness(found, createdAt)],
  };
}

/** When the export was made. @throws {Problem} for another version */
function readInfo(info: Fields): string {
  const version = `${info.export_version ?? 'unknown'}`;
  if (version.split('.')[0] !== '1') {
    throw new Problem(`is version ${version} of GoatCounter's JSON: only version 1 can be read`);
  }
  return typeof info.created_at === 'string' ? info.created_at : '';
}

function each(file: File | undefined, take: (fields: Fields) => void): void {
  if (file) inFile(file, () => eachObject(decode(file.bytes), take));
}

/** Null for an event. @throws {Problem} */
function pageOf(paths: Map<unknown, string | null>, { path_id }: Fields): string | null {
  const path = paths.get(path_id);
  if (path === undefined) throw new Problem(`path_id ${path_id} is not in paths.jsonl`);
  return path;
}

function completeness(days: ForeignDay[], createdAt: string): string {
  const last = days.at(-1)?.date;
  if (!last || !createdAt.startsWith(last)) return lastDay(days);
  return `${last} is incomplete: the export was made on that day, at ${createdAt}.`;
}

function fail(message: string): never {
  throw new Problem(message);
}
