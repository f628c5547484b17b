import type { Credentials } from '@aws-sdk/client-sts';
import type { Clients } from './aws.ts';

/** What the steps share. */
export interface Rehearsal {
  /** The local AWS itself. */
  endpoint: string;
  aws: Clients;
  /** For files that are made on the way. */
  folder: string;
  /** Runs a command as whoever deploys, and returns what it wrote. */
  command(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<string>;
  /** Whose credentials commands get from now on. */
  actAs(credentials: Credentials): void;
}
