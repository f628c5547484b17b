import type { Credentials } from '@aws-sdk/client-sts';
import type { Clients } from './aws.ts';

/** What the steps share. */
export interface Rehearsal {
  /** URL of the local AWS. */
  endpoint: string;
  aws: Clients;
  /** A folder for temporary files. */
  folder: string;
  /** Runs a command with the deployer's credentials and returns its output. */
  command(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<string>;
  /** Sets the credentials for further commands. */
  actAs(credentials: Credentials): void;
}
