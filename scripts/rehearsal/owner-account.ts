import assert from 'node:assert/strict';
import { asOwner } from './aws.ts';
import type { Rehearsal } from './rehearsal.ts';
import { ownerEmail } from './sam.ts';

/** Runs `npm run owner` as the account's owner: the pipeline's role must not manage the owner. */
export async function ownerAccount(
  { command }: Rehearsal,
  verb: 'invite' | 'reset' | 'disable',
): Promise<void> {
  await command('npm', ['run', 'owner', '--', verb, ownerEmail], asOwner);
}

/** The temporary password in the owner's latest mail. The local AWS keeps all mails. */
export async function temporaryPassword({ endpoint }: Rehearsal): Promise<string> {
  const response = await fetch(`${endpoint}/_ministack/ses/messages`);
  const { messages } = (await response.json()) as { messages: Record<string, Mail[]> };
  const mails = Object.values(messages)
    .flat()
    .filter(({ To }) => To.includes(ownerEmail));
  const [, password] = /temporary password is (\S+)\.$/.exec(mails.at(-1)?.BodyText ?? '') ?? [];
  assert(password, `${ownerEmail} has mail with a temporary password`);
  return password;
}

interface Mail {
  To: string[];
  BodyText: string;
}
