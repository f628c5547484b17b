import { once } from 'node:events';
import emulator from 'aws-ses-v2-local';
import { freePort } from '../lib/free-port.ts';
import { localOwner } from './user-pool-seed.ts';

export interface Mailbox {
  /** Environment variables for what sends mails. */
  env: Record<'MAIL_FROM' | 'MAIL_TO' | 'SES_ENDPOINT', string>;
  stop(): Promise<void>;
}

/**
 * An emulator of SES (npm aws-ses-v2-local) on the loopback interface. It keeps all mails in memory, and shows
 * them at `SES_ENDPOINT`.
 */
export async function startMailbox(): Promise<Mailbox> {
  const host = '127.0.0.1';
  const port = await freePort();
  const server = await emulator.default({ host, port });
  return {
    env: {
      MAIL_FROM: 'site@localhost.example',
      MAIL_TO: localOwner.email,
      SES_ENDPOINT: `http://${host}:${port}`,
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
