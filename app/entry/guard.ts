import { documentClient } from '../aws/dynamo/client.ts';
import { database } from '../aws/dynamo/database.ts';
import { exitOnError, guardVariables, readConfig } from '../config.ts';
import { dynamoPauseRepository } from '../features/pause/dynamo-repository.ts';

const config = exitOnError(() => readConfig(process.env, guardVariables));
const switches = dynamoPauseRepository(
  database(documentClient(config)).table(config.DATA_TABLE_NAME),
);

/**
 * Pauses counting. An alarm calls this when it goes off, and mails at the same time; Lambda retries it after a failure.
 * It never resumes: that is the owner's decision.
 */
export const handler = async () => {
  await switches.pause({ pausedAt: new Date().toISOString(), reason: 'an alarm' });
};
