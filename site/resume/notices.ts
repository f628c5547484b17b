import { fieldName, textsIn, type ValueNode } from './json-tree.ts';
import { excerpt } from './problems.ts';

/** A part of the resume's file that the page does not show. */
export interface Unshown {
  path: string[];
  line: number;
  value: ValueNode;
  /** A sentence. */
  reason: string;
}

/** A field with a name from an older schema. */
export interface Renamed {
  path: string[];
  line: number;
  name: string;
}

/** What the owner of a resume should know about it, although it is valid. */
export interface Notices {
  unshown: Unshown[];
  renamed: Renamed[];
}

/**
 * The notices as text, in the order of the file: what is lost first. Notices on the same field of
 * several entries are one line.
 */
export function noticeLines({ unshown, renamed }: Notices, file: string): string[] {
  const lost = unshown.filter(({ value }) => textsIn(value).length > 0);
  return [
    ...inGroups(lost).map(([{ path, line, value, reason }, others]) => {
      const what = `${fieldName(path)} is not shown (${content(value)})`;
      return `${file}:${line}: ${what}: ${reason}${also(others)}`;
    }),
    ...inGroups(renamed).map(([{ path, line, name }, others]) => {
      const what = `${fieldName(path)} was read as ${name}, its name in today's schema`;
      return `${file}:${line}: ${what}.${also(others)}`;
    }),
  ];
}

function content(value: ValueNode): string {
  const [first, ...others] = textsIn(value);
  return others.length > 0 ? `${others.length + 1} texts` : excerpt(first);
}

/** Each first notice on a field in the order of lines, with the lines of those that are like it. */
function inGroups<T extends Unshown | Renamed>(notices: T[]): [T, number[]][] {
  const groups = new Map<string, [T, number[]]>();
  for (const notice of notices.toSorted((a, b) => a.line - b.line)) {
    const field = notice.path.map((part) => (/^\d+$/.test(part) ? '' : part));
    const key = JSON.stringify([field, 'reason' in notice && notice.reason]);
    const group = groups.get(key);
    if (group) group[1].push(notice.line);
    else groups.set(key, [notice, []]);
  }
  return [...groups.values()];
}

function also(lines: number[]): string {
  const most = 10;
  if (lines.length === 0) return '';
  const shown = lines.slice(0, most).join(', ');
  const more = lines.length > most ? ` and ${lines.length - most} more` : '';
  return ` The same in ${lines.length === 1 ? 'line' : 'lines'} ${shown}${more}.`;
}
