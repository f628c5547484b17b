import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { LineCounter, parseDocument } from 'yaml';
import { Problem } from './problems.ts';

/** Scalars are the text that the file has: `true`, `2024-05-01`. */
export type Value = string | Value[] | { [name: string]: Value };

export interface FrontMatter {
  fields: Record<string, Value>;
  /** Of a field in the file. */
  lineOf(name: string): number;
  /** What follows it. */
  text: string;
  /** The line on which `text` begins. */
  textLine: number;
}

interface Block {
  source: string;
  /** The line in the file on which `source` begins. */
  line: number;
  text: string;
}

type Parse = (block: Block) => Pick<FrontMatter, 'fields' | 'lineOf'>;

/** Front matter in YAML; its group is what is between the fences. */
export const yamlFence = /^---[ \t]*\n(.*?)(?:^|\n)---[ \t]*(?:\n|$)/s;

const fences: [RegExp, Parse][] = [
  [yamlFence, parseYaml],
  [/^\+\+\+[ \t]*\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|$)/s, parseTomlBlock],
];

/**
 * Front matter in YAML or, in files of Hugo, TOML or JSON. `file` has line feeds only.
 * @throws {Problem} with the line in the file
 */
export function readFrontMatter(file: string): FrontMatter {
  for (const [fence, parse] of fences) {
    const [all, source] = fence.exec(file) ?? [];
    if (all === undefined || source === undefined) continue;
    return read({ source, line: 2, text: file.slice(all.length) }, parse, countLines(all));
  }
  if (/^\s*\{/.test(file)) {
    const end = file.search(/^\}[ \t]*$/m);
    if (end === -1) throw new Problem('the front matter has no end', 1);
    const source = file.slice(0, end + 1);
    const text = file.slice(end + 1).replace(/^[ \t]*\n/, '');
    return read({ source, line: 1, text }, parseJson, countLines(source) + 1);
  }
  const isOpen = /^(---|\+\+\+)[ \t]*\n/.test(file);
  throw new Problem(isOpen ? 'the front matter has no end' : 'has no front matter', 1);
}

function read(block: Block, parse: Parse, linesBefore: number): FrontMatter {
  return { ...parse(block), text: block.text, textLine: linesBefore + 1 };
}

function parseYaml({ source, line }: Block) {
  const lines = new LineCounter();
  // Failsafe: all scalars are texts, and no tag makes anything else of them.
  const document = parseDocument(source, { schema: 'failsafe', lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + line - 1;
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new Problem(firstLine(problem.message), lineAt(problem.pos[0]));
  const fields = toFields(asYamlValue(() => document.toJS({ maxAliasCount: 100 })));
  const lineOf = (name: string) => {
    const value = document.get(name, true) as { range?: [number] } | undefined;
    return lineAt(value?.range?.[0] ?? 0);
  };
  return { fields, lineOf };
}

function asYamlValue(toValue: () => unknown): unknown {
  try {
    return toValue();
  } catch (error) {
    throw new Problem((error as Error).message, 1);
  }
}

function parseTomlBlock({ source, line }: Block) {
  try {
    const fields = toFields(parseToml(source));
    return { fields, lineOf: lineByName(source, line, /^\s*(?:"([^"]+)"|([\w-]+))\s*=/) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new Problem(`not TOML: ${firstLine(error.message)}`, line + error.line - 1);
  }
}

function parseJson({ source, line }: Block) {
  try {
    const fields = toFields(JSON.parse(source));
    return { fields, lineOf: lineByName(source, line, /^\s*"([^"]+)"\s*:/) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Problem(`not JSON: ${error.message}`, line);
  }
}

function lineByName(source: string, line: number, pattern: RegExp) {
  const names = source.split('\n').map((text) => {
    const [, quoted, bare] = pattern.exec(text) ?? [];
    return quoted ?? bare;
  });
  return (name: string) => line + Math.max(0, names.indexOf(name));
}

/** @throws {Problem} unless it is a list of names and values */
function toFields(value: unknown): Record<string, Value> {
  if (value === null || value === '') return {};
  const texts = toTexts(value);
  if (typeof texts === 'string' || Array.isArray(texts)) {
    throw new Problem('the front matter has no names with values', 1);
  }
  return texts;
}

export function toTexts(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toTexts);
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value !== 'object' || value === null) return `${value ?? ''}`;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toTexts(one)]));
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
}
