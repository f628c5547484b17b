import { readFile } from 'node:fs/promises';

/** The list in docs/rehearsal.md, so that it stands in one place. */
export async function onlyOnAws(): Promise<string> {
  const page = await readFile('docs/rehearsal.md', 'utf8');
  const [, list] = /^## Only a real account shows\n+((?:- .*\n| {2}.*\n)+)/m.exec(page) ?? [];
  if (!list) throw new Error('docs/rehearsal.md does not say what only a real account shows');
  return list.trimEnd();
}
