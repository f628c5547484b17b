import { isDeepStrictEqual } from 'node:util';
import { earliestDay, addDays as later, utcDay } from '../../days/utc-day.ts';
import { NotValid } from '../../errors.ts';
import type { ContentTransfer, ExportedItem, Kind, SpelledTerm } from '../content/service.ts';
import type { CountRepository } from '../count/repository.ts';
import type { ImportInput, ImportService } from '../imports/service.ts';
import type { MediaService } from '../media/service.ts';
import type { Summary, VisitorRepository } from '../visitors/repository.ts';
import { formatVersion } from './schemas.ts';

export interface StoredDay extends Summary {
  date: string;
}

/** What an export consists of. docs/data-format.md describes it. */
export interface Parts {
  posts: ExportedItem[];
  projects: ExportedItem[];
  certifications: ExportedItem[];
  terms: SpelledTerm[];
  media: string[];
  imports: ImportInput[];
  statistics: { views?: number; days: StoredDay[] };
}

export interface Page extends Parts {
  format: 'cloud-resume';
  formatVersion: typeof formatVersion;
  nextCursor: string | null;
}

export interface Imported {
  added: number;
  unchanged: number;
  skipped: number;
  refused: { path: string; message: string }[];
  missingMedia: string[];
}

interface Options {
  content: ContentTransfer;
  media: MediaService;
  imports: ImportService;
  visitors: Pick<VisitorRepository, 'storedDays' | 'addDays'>;
  counter: CountRepository;
  now: () => number;
}

export type TransferService = ReturnType<typeof transferService>;

/** Bytes of a page, beside its last item: Lambda answers at most 6 MB. */
const room = 1_000_000;
/** Items, days and images of a page, beside those of its last step: so that an import of the page takes some seconds. */
const maxEntries = 25;
const daysPerStep = 100;
const mediaPerStep = 100;
/** Time limit for all database calls of a page of days. */
const limitMs = 10_000;

const kinds = { posts: 'post', projects: 'project', certifications: 'certification' } as const;
const names = Object.keys(kinds) as (keyof typeof kinds)[];

/** A step of the export: what it adds to the page, and where the next page goes on in it. */
type Step = (
  after: string | undefined,
  room: number,
) => Promise<{ part: Partial<Parts>; after?: string | undefined }>;

/**
 * The owner's content and statistics as pages of one document, and back. Salts, sign-in attempts, tokens and preview
 * links stay. All methods throw `Unavailable` when the table or the bucket fails.
 */
export function transferService({ content, media, imports, visitors, counter, now }: Options) {
  const timeLimit = () => AbortSignal.timeout(limitMs);

  const items =
    (name: keyof typeof kinds, status: 'draft' | 'published'): Step =>
    async (after, room) => {
      const found = await content.exportItems(kinds[name], status, { after, room });
      return { part: { [name]: found.items }, after: found.after };
    };

  /** `after` is an import and, if some of its days are done, the last of them. */
  const importStep: Step = async (after) => {
    const [id, date] = after?.split(' ') ?? [];
    const all = await imports.list();
    const one = all.find((one) => (date ? one.id === id : id === undefined || one.id > id));
    if (!one) return { part: {} };
    const days = await imports.daysOf(one.id, date, daysPerStep);
    const last = days.length === daysPerStep ? days.at(-1)?.date : undefined;
    const part = { imports: days.length > 0 || !date ? [{ ...one, days }] : [] };
    return { part, after: last ? `${one.id} ${last}` : one.id };
  };

  const steps: Step[] = [
    ...names.flatMap((name) => [items(name, 'draft'), items(name, 'published')]),
    async () => ({ part: { terms: await content.exportTerms() } }),
    async (after) => {
      const { items, nextCursor } = await media.list(mediaPerStep, after);
      const part = { media: items.map(({ path }) => path.slice('/media/'.length)) };
      return { part, after: nextCursor ?? undefined };
    },
    importStep,
    async () => ({ part: { statistics: { views: await counter.total(), days: [] } } }),
    async (after) => {
      const found = await visitors.storedDays(after, daysPerStep, timeLimit());
      const days = [...found].map(([date, summary]) => ({ date, ...summary }));
      const last = days.length === daysPerStep ? days.at(-1)?.date : undefined;
      return { part: { statistics: { days } }, after: last };
    },
  ];

  /** @throws {NotValid} */
  function check(parts: Partial<Parts>): void {
    const seen = new Set<string>();
    for (const name of names) {
      for (const [i, item] of (parts[name] ?? []).entries()) {
        const path = `body.${name}.${i}`;
        if (seen.has(item.id)) throw new NotValid(`${path}.id`, 'is there twice');
        seen.add(item.id);
        atPath(path, () => content.check(kinds[name], item));
        const latest = new Date(now() + 86_400_000).toISOString();
        if (item.createdAt > latest) throw new NotValid(`${path}.createdAt`, 'is in the future');
      }
    }
    checkDays(parts.statistics?.days ?? [], 'body.statistics', earliestDay);
    for (const [i, { days }] of (parts.imports ?? []).entries()) {
      checkDays(days, `body.imports.${i}`, '2000-01-01');
    }
  }

  function checkDays(days: { date: string }[], path: string, first: string): void {
    const seen = new Set<string>();
    for (const [i, { date }] of days.entries()) {
      const at = `${path}.days.${i}.date`;
      if (seen.has(date)) throw new NotValid(at, 'is there twice');
      seen.add(date);
      if (date >= utcDay(now())) throw new NotValid(at, 'is not over');
      if (date < first) throw new NotValid(at, `is before ${first}`);
    }
  }

  async function importImports(all: ImportInput[], isPlan: boolean, result: Imported) {
    for (const [i, one] of all.entries()) {
      const { added, unchanged, skipped, refused } = await imports.add(one, isPlan);
      result.added += added;
      result.unchanged += unchanged;
      result.skipped += skipped;
      for (const { date, message } of refused) {
        const day = one.days.findIndex((day) => day.date === date);
        const path = day < 0 ? `imports.${i}` : `imports.${i}.days.${day}`;
        result.refused.push({ path, message: date ? `${date} ${message}` : message });
      }
    }
  }

  async function importItems(parts: Partial<Parts>, isPlan: boolean, result: Imported) {
    for (const name of names) {
      for (const [i, item] of (parts[name] ?? []).entries()) {
        const restored = await content.restore(kinds[name] satisfies Kind, item, isPlan);
        if ('done' in restored) result[restored.done]++;
        else result.refused.push({ path: `${name}.${i}`, message: restored.refused });
      }
    }
  }

  async function importDays(days: StoredDay[], isPlan: boolean, result: Imported) {
    const wanted = new Map(days.map(({ date, ...summary }) => [date, summary as Summary]));
    const [first] = [...wanted.keys()].sort();
    if (first === undefined) return;
    const signal = timeLimit();
    const known = await storedFrom(first, [...wanted.keys()].sort().at(-1) ?? first, signal);
    const missing = new Map([...wanted].filter(([day]) => !known.has(day)));
    const added = isPlan ? new Set(missing.keys()) : await visitors.addDays(missing, signal);
    for (const [i, { date }] of days.entries()) {
      const path = `statistics.days.${i}`;
      if (added.has(date)) result.added++;
      else if (!known.has(date)) {
        result.refused.push({ path, message: `${date} is still being counted` });
      } else if (isDeepStrictEqual(known.get(date), wanted.get(date))) result.unchanged++;
      else result.refused.push({ path, message: `${date} has other numbers already` });
    }
  }

  /** The stored days from `first` to `last`. */
  async function storedFrom(first: string, last: string, signal: AbortSignal) {
    const found = new Map<string, Summary>();
    for (let after = later(first, -1); after < last; ) {
      const page = await visitors.storedDays(after, daysPerStep, signal);
      for (const [day, summary] of page) found.set(day, summary);
      after = page.size < daysPerStep ? last : ([...page.keys()].at(-1) ?? last);
    }
    return found;
  }

  return {
    /** A page of about 1 MB. Cost: that of reading what it has, strongly consistent. @throws {NotValid} */
    async page(cursor: string | undefined): Promise<Page> {
      let { step, after } = decode(cursor, steps.length);
      const page: Parts = {
        ...{ posts: [], projects: [], certifications: [], terms: [], media: [], imports: [] },
        statistics: { days: [] },
      };
      for (let left = room; step < steps.length && left > 0 && sizeOf(page) < maxEntries; ) {
        const found = await steps[step]?.(after, left);
        if (!found) break;
        addTo(page, found.part);
        left -= JSON.stringify(found.part).length;
        after = found.after;
        if (after === undefined) step++;
      }
      const nextCursor = step < steps.length ? encode(step, after) : null;
      return { format: 'cloud-resume', formatVersion, ...page, nextCursor };
    },

    /**
     * Writes what is missing, each item and day all or nothing; never changes what exists. Idempotent. With `isPlan` it
     * only says what it would do. Cost: that of reading each item; of writing those that it adds.
     * @throws {NotValid} before anything is written
     */
    async import(parts: Partial<Parts>, isPlan: boolean): Promise<Imported> {
      check(parts);
      const result: Imported = { ...nothing, refused: [], missingMedia: [] };
      await importItems(parts, isPlan, result);
      result.added += await content.spell(parts.terms ?? [], isPlan);
      const { views, days = [] } = parts.statistics ?? {};
      await importDays(days, isPlan, result);
      if (views !== undefined) {
        const isLess = (await counter.total()) < views;
        if (isLess && !isPlan) await counter.raise(views);
        result[isLess ? 'added' : 'unchanged']++;
      }
      await importImports(parts.imports ?? [], isPlan, result);
      result.missingMedia = await media.missing(parts.media ?? []);
      return result;
    },
  };
}

const nothing = { added: 0, unchanged: 0, skipped: 0 };

function addTo(page: Parts, { statistics, ...lists }: Partial<Parts>): void {
  for (const [name, list] of Object.entries(lists) as [keyof typeof lists, unknown[]][]) {
    (page[name] as unknown[]).push(...list);
  }
  if (statistics) {
    const days = [...page.statistics.days, ...statistics.days];
    page.statistics = { ...page.statistics, ...statistics, days };
  }
}

function sizeOf({ posts, projects, certifications, media, imports, statistics }: Parts): number {
  const days = imports.map((one) => [one.id, ...one.days]);
  return [posts, projects, certifications, media, days, statistics.days].flat(2).length;
}

/** Names the place of what `check` refuses. */
function atPath(path: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    const [{ path: inner = '', message } = { message: 'is not valid' }] = error.details;
    throw new NotValid(`${path}.${inner.replace(/^body\./, '')}`, message);
  }
}

function encode(step: number, after: string | undefined): string {
  return Buffer.from(JSON.stringify([step, after])).toString('base64url');
}

/** @throws {NotValid} */
function decode(cursor: string | undefined, steps: number) {
  if (cursor === undefined) return { step: 0, after: undefined };
  try {
    const [step, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isKnown = Number.isInteger(step) && step >= 0 && step < steps;
    if (isKnown && (typeof after === 'string' || after == null)) {
      const start = { step: step as number, after: (after as string | null) ?? undefined };
      if (encode(start.step, start.after) === cursor) return start;
    }
  } catch {
    // Below.
  }
  throw new NotValid('querystring.cursor', 'is not a cursor of the export');
}
