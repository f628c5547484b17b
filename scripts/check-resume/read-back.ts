import { diffArrays } from 'diff';
import type { Written } from './written.ts';

/** What became of words that a program did not read back where they were written. */
type Fate =
  | 'lost'
  | 'moved'
  | 'glued'
  | 'split'
  /** A heading with something in its line, or not right before its section. */
  | 'heading not alone'
  /** A period that is not in one line with its title. */
  | 'date without title';

export interface Finding {
  fate: Fate;
  /** Words that follow one another are one finding. */
  text: string;
}

export interface ReadBack {
  words: Score;
  headings: Score;
  dates: Score;
  findings: Finding[];
}

export interface Score {
  found: number;
  all: number;
}

/** Compares what was written with the text that a program extracted from the PDF. */
export function readBack(written: Written, extracted: string): ReadBack {
  const lines = plain(extracted)
    .split(/[\n\f\r]+/)
    .map((line) => line.trim())
    .filter((line) => line && !isFooter(line, written.name));
  const all = words(written.texts.join('\n'));
  const misread = misreadWords(all, words(lines.join('\n')));
  const headings = written.headings.filter(
    ({ heading, next }) =>
      !lines.some((line, i) => letters(line) === letters(heading) && hasStart(lines[i + 1], next)),
  );
  const dates = written.dates.filter(
    ({ period, title }) =>
      !lines.some((line) => letters(line).includes(letters(period)) && hasStart(line, title)),
  );
  return {
    words: score(all, misread),
    headings: score(written.headings, headings),
    dates: score(written.dates, dates),
    findings: [
      ...runs(misread),
      ...headings.map(({ heading }) => ({ fate: 'heading not alone' as const, text: heading })),
      ...dates.map(({ period }) => ({ fate: 'date without title' as const, text: period })),
    ],
  };
}

/** The number of a page, after the name on all pages but the first. */
function isFooter(line: string, name: string): boolean {
  const rest = line.startsWith(plain(name)) ? line.slice(plain(name).length) : line;
  return /^[\s·]*\d+\/\d+$/.test(rest);
}

interface Misread {
  fate: Fate;
  word: string;
  /** Its place among the words written. */
  at: number;
}

function misreadWords(all: string[], read: string[]): Misread[] {
  const changes = diffArrays(all, read);
  const added = changes.flatMap((change) => (change.added ? change.value : []));
  const misread: Misread[] = [];
  let at = 0;
  for (const [i, { value, added: isAdded, removed }] of changes.entries()) {
    if (isAdded) continue;
    if (removed) {
      const beside = [changes[i - 1], changes[i + 1]];
      const near = beside.flatMap((change) => (change?.added ? change.value : []));
      for (const [j, word] of value.entries()) {
        misread.push({ fate: fate(word, near, added), word, at: at + j });
      }
    }
    at += value.length;
  }
  return misread;
}

/** @param near what was read in its place. @param added all that was read and not written there. */
function fate(word: string, near: string[], added: string[]): Fate {
  if (near.some((other) => other !== word && other.includes(word))) return 'glued';
  if (near.length > 1 && near.join('').includes(word)) return 'split';
  return added.includes(word) ? 'moved' : 'lost';
}

function runs(misread: Misread[]): Finding[] {
  const found: (Finding & { end: number })[] = [];
  for (const { fate, word, at } of misread) {
    const last = found.at(-1);
    if (last?.fate === fate && last.end === at) {
      last.text += ` ${word}`;
      last.end++;
    } else {
      found.push({ fate, text: word, end: at + 1 });
    }
  }
  return found.map(({ fate, text }) => ({ fate, text }));
}

function score(all: unknown[], missed: unknown[]): Score {
  return { found: all.length - missed.length, all: all.length };
}

/** Whether the line has the first word of the text. */
function hasStart(line: string | undefined, text: string): boolean {
  const [first] = words(text);
  return first === undefined || words(line ?? '').includes(first);
}

/** Ligatures as letters, and without marks of direction and the like. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\p{Cf}/gu, '');
}

function words(text: string): string[] {
  return plain(text).match(/[\p{L}\p{M}\p{N}+#]+/gu) ?? [];
}

function letters(text: string): string {
  return words(text).join('');
}
