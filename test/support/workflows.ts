import { readdir, readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';

// The package imports JSON as bundlers allow it, without the attribute that Node requires.
registerHooks({
  resolve: (specifier, context, next) => ({
    ...next(specifier, context),
    ...(specifier.endsWith('.json') && { importAttributes: { type: 'json' } }),
  }),
});
const { validate } = await import('@actions/languageservice');

interface Job {
  permissions?: object;
  uses?: string;
  'timeout-minutes'?: number;
  needs?: string | string[];
  if?: string;
  strategy?: { matrix: Record<string, string[]> };
  steps?: { uses?: string; run?: string; env?: Record<string, string> }[];
}

interface Workflow {
  name: string;
  text: string;
  permissions?: object;
  jobs: Record<string, Job>;
}

const folder = '.github/workflows';

export async function workflows(): Promise<Workflow[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      return { ...parse(text), name, text };
    }),
  );
}

/** What GitHub's own language service finds wrong in a workflow: keys, contexts, expressions. */
export async function problems({ name, text }: { name: string; text: string }): Promise<string[]> {
  const document = TextDocument.create(`file:///${folder}/${name}`, 'yaml', 0, text);
  return (await validate(document)).map(
    ({ message, range }) => `${name}:${range.start.line + 1}: ${message}`,
  );
}
