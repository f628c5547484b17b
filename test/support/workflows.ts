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

export interface Job {
  permissions?: Record<string, string>;
  uses?: string;
  environment?: string | object;
  'timeout-minutes'?: number;
  needs?: string | string[];
  if?: string;
  strategy?: { matrix: Record<string, string[]> };
  outputs?: Record<string, string>;
  steps?: {
    id?: string;
    uses?: string;
    run?: string;
    env?: Record<string, string>;
    with?: Record<string, string>;
    'continue-on-error'?: boolean;
  }[];
}

interface Workflow {
  name: string;
  text: string;
  permissions?: object;
  on?: { schedule?: { cron: string }[] };
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

/** Workflows that a workflow calls. */
const fileProvider = {
  getFileContent: async ({ path }: { path: string }) => ({
    name: path,
    content: await readFile(path, 'utf8'),
  }),
};

/** What GitHub's own language service finds wrong in a workflow: keys, contexts, expressions. */
export async function problems({ name, text }: { name: string; text: string }): Promise<string[]> {
  const document = TextDocument.create(`file:///${folder}/${name}`, 'yaml', 0, text);
  return (await validate(document, { fileProvider })).map(
    ({ message, range }) => `${name}:${range.start.line + 1}: ${message}`,
  );
}

/** Whether a job can get credentials of AWS. */
export function hasCredentials({ permissions, steps = [] }: Job): boolean {
  return (
    permissions?.['id-token'] === 'write' ||
    steps.some((step) => /configure-aws|AWS_(ACCESS|SECRET|SESSION)/.test(JSON.stringify(step)))
  );
}

/** The commands in a job that run code from a package registry, also in the scripts that it starts. */
export async function packageCommands({ steps = [] }: Job): Promise<string[]> {
  const seen = new Set<string>();
  let commands = steps.map(({ run = '' }) => run).join('\n');
  for (;;) {
    const scripts = commands.match(/\bscripts\/[\w/-]+\.sh\b/g) ?? [];
    const next = scripts.find((script) => !seen.has(script));
    if (!next) break;
    seen.add(next);
    commands += (await readFile(next, 'utf8')).replace(/^\s*#.*$/gm, '');
  }
  return commands.match(/\b(npm|npx|node|node_modules|pip|python3?|sam)\s|\.ci\/run/g) ?? [];
}
