import { at, Problem } from '../content/problems.ts';

export type Fields = Record<string, unknown>;

/** Calls `take` for each line, which is a JSON object. @throws {Problem} with the line, also for those of `take` */
export function eachObject(text: string, take: (fields: Fields) => void): void {
  let line = 0;
  for (const source of text.split('\n')) {
    line++;
    if (source.trim() === '') continue;
    at(line, () => take(parseObject(source)));
  }
}

/** @throws {Problem} for what is no JSON object */
export function parseObject(text: string): Fields {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('is no JSON object');
  }
  return value as Fields;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('is not JSON');
  }
}

/** @throws {Problem} */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Problem(`has no text "${name}"`);
  return value;
}
