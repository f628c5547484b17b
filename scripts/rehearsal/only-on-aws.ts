import { readFile } from 'node:fs/promises';

/** The list of what only a real account shows, read from docs/rehearsal.md. */
export async function onlyOnAws(): Promise<string> {
  const page = await readFile('docs/rehearsal.md', 'utf8');
  const [, list] = /^## Only a real account shows\n+((?:- .*\n| {2}.*\n)+)/m.exec(page) ?? [];
  if (!list) throw new Error('docs/rehearsal.md has no list under "Only a real account shows"');
  return list.trimEnd();
}
