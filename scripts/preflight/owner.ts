import { readFile } from 'node:fs/promises';
import { published } from '../../site/resume/published.ts';
import { readResume } from '../../site/resume/read.ts';
import { type Finding, note } from './finding.ts';

/** Whether the page and its PDF show the address with which the owner signs in. */
export async function publishedAddress(email: string, file: string): Promise<Finding[]> {
  const shown = await publicEmail(file);
  if (!email || shown?.toLowerCase() !== email.toLowerCase()) return [];
  const [name, domain] = email.split('@');
  return [
    note(
      `${file} publishes ${email}, with which you would sign in: whoever knows it can lock you out by guessing passwords. Take another, such as ${name}+site@${domain}`,
    ),
  ];
}

/** The build explains a resume that it cannot read. */
async function publicEmail(file: string): Promise<string | undefined> {
  try {
    return published(readResume(await readFile(file), file)).basics?.email;
  } catch {
    return undefined;
  }
}
