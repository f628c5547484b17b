import { type MemberNode, parse, tokenize, type ValueNode } from '@humanwhocodes/momoa';
import { line } from '../../app/render/text.ts';
import { ResumeError, shortened } from './problems.ts';

export type { MemberNode, ValueNode };

const maxDepth = 50;

/**
 * Parses JSON to a tree whose nodes know their lines.
 * @throws {ResumeError} when `source` is not JSON, or is nested over 50 deep.
 */
export function parseJson(source: string, file: string): ValueNode {
  try {
    // Its messages are better than those of momoa.
    JSON.parse(source);
    const tooDeep = firstTooDeep(source);
    if (tooDeep === undefined) return parse(source, { mode: 'json' }).body;
    const message = `lists and groups are nested over ${maxDepth} deep, which no resume needs.`;
    throw new ResumeError([`${file}:${tooDeep}: ${message}`]);
  } catch (error) {
    if (error instanceof ResumeError) throw error;
    const { message } = error as Error;
    const at = /\(line (\d+) column \d+\)/.exec(message)?.[1] ?? lineOfError(source);
    throw new ResumeError([`${file}:${at}: this is not JSON. ${line(message)}`]);
  }
}

/** The line where the nesting becomes too deep for momoa's parser, which calls itself for each level. */
function firstTooDeep(source: string): number | undefined {
  let depth = 0;
  for (const { type, loc } of tokenize(source, { mode: 'json' })) {
    if (type === 'LBrace' || type === 'LBracket') depth++;
    if (type === 'RBrace' || type === 'RBracket') depth--;
    if (depth > maxDepth) return loc.start.line;
  }
  return undefined;
}

/** The line of the first syntax error, which the message of JSON.parse does not always contain. */
function lineOfError(source: string): number {
  try {
    parse(source, { mode: 'json' });
    return 1;
  } catch (error) {
    return (error as { line?: number }).line ?? 1;
  }
}

export function nameOf({ name }: MemberNode): string {
  return name.type === 'String' ? name.value : name.name;
}

/** The line of the value at a path, or of the innermost value around it. The first line is 1. */
export function lineOf(root: ValueNode, path: string[]): number {
  let node = root;
  for (const part of path) {
    const inside: ValueNode | undefined =
      node.type === 'Array'
        ? node.elements[Number(part)]?.value
        : node.type === 'Object'
          ? node.members.find((member) => nameOf(member) === part)?.value
          : undefined;
    if (!inside) break;
    node = inside;
  }
  return node.loc.start.line;
}

/** The values in a value, itself included, each with its path. */
export function* walk(node: ValueNode, path: string[] = []): Generator<[ValueNode, string[]]> {
  yield [node, path];
  if (node.type === 'Object') {
    for (const member of node.members) yield* walk(member.value, [...path, nameOf(member)]);
  }
  if (node.type === 'Array') {
    for (const [i, { value }] of node.elements.entries()) yield* walk(value, [...path, `${i}`]);
  }
}

/** The texts and numbers in a value. */
export function textsIn(node: ValueNode): string[] {
  const texts: string[] = [];
  for (const [value] of walk(node)) {
    if (value.type === 'String' || value.type === 'Number') texts.push(`${value.value}`);
  }
  return texts;
}

/** `work[0].name`, shortened. */
export function fieldName(path: string[]): string {
  const name = path.reduce((text, part) => {
    if (/^\d+$/.test(part)) return `${text}[${part}]`;
    return text ? `${text}.${shortened(part, 40)}` : shortened(part, 40);
  }, '');
  return shortened(name || 'the whole', 120);
}
