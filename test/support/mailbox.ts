import type { Test } from 'tap';
import { startMailbox } from '../../scripts/local/mailbox.ts';

export interface Received {
  from: string;
  replyTo: string[];
  destination: { to: string[]; cc: string[]; bcc: string[] };
  subject: string;
  body: { text?: string; html?: string };
}

/** An empty mailbox for one test. */
export async function makeMailbox(t: Test) {
  const { env, stop } = await startMailbox();
  t.teardown(stop);
  // All mailboxes of a process have one store.
  await fetch(`${env.SES_ENDPOINT}/clear-store`, { method: 'POST' });
  return {
    env: { ...env, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    async mails(): Promise<Received[]> {
      const answer = await fetch(`${env.SES_ENDPOINT}/store`);
      return ((await answer.json()) as { emails: Received[] }).emails;
    },
  };
}
