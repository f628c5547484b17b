import { type AnyNode, parse } from '@humanwhocodes/momoa';

/** The name of the resume's file in messages. */
export const resumeFile = 'public/resume.json';

/** The mistakes in a resume, one line each: file, line, field, what is expected. */
export class ResumeError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Finds the line of the value at a path in a JSON text. The first line is 1. */
export type Locate = (path: string[]) => number;

/** @throws {ResumeError} when `source` is not JSON. */
export function locator(source: string, file: string): Locate {
  const root = parseOrThrow(source, file);
  return (path) => {
    let node: AnyNode = root;
    for (const segment of path) {
      const next = child(node, segment);
      if (!next) break;
      node = next;
    }
    return node.loc.start.line;
  };
}

function parseOrThrow(source: string, file: string): AnyNode {
  try {
    JSON.parse(source);
    return parse(source, { mode: 'json' }).body;
  } catch (error) {
    const { message } = error as Error;
    const line = /\(line (\d+) column \d+\)/.exec(message)?.[1] ?? lineOf(source);
    throw new ResumeError([`${file}:${line}: this is not JSON. ${message}`]);
  }
}

/** The line of the first syntax error, which the message of JSON.parse does not always contain. */
function lineOf(source: string): number {
  try {
    parse(source, { mode: 'json' });
    return 1;
  } catch (error) {
    return (error as { line?: number }).line ?? 1;
  }
}

function child(node: AnyNode, segment: string): AnyNode | undefined {
  if (node.type === 'Array') return node.elements[Number(segment)]?.value;
  if (node.type !== 'Object') return undefined;
  const member = node.members.find(
    ({ name }) => (name.type === 'String' ? name.value : name.name) === segment,
  );
  return member?.value;
}
