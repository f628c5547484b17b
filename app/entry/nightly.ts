import { documentClient } from '../aws/dynamo/client.ts';
import { database } from '../aws/dynamo/database.ts';
import { exitOnError, nightlyVariables, readConfig } from '../config.ts';
import { createVisitors } from '../dependencies.ts';
import { forgetAttempts } from '../features/auth/dynamo-forget-attempts.ts';

const config = exitOnError(() => readConfig(process.env, nightlyVariables));
const db = database(documentClient(config));
const visitors = createVisitors(config, db);
const attempts = db.table(config.EPHEMERAL_TABLE_NAME);

/** Below the function's timeout, so that the cause is logged. */
const limitMs = 290_000;

/**
 * Rolls up days that are over, for sites that have had no visit since and for days that are too large for
 * the first visit of the next day, which begins the same. A schedule calls this function, and Lambda retries
 * it after a failure: it continues where it was. Then it deletes the attempts to sign in of these days, and removes the
 * breakdowns of days that are old enough, if the owner wants that.
 */
export const handler = async () => {
  const signal = AbortSignal.timeout(limitMs);
  await visitors.rollUp(signal);
  await forgetAttempts(attempts, signal);
  if (config.BREAKDOWN_DAYS > 0) await visitors.forgetAfter(config.BREAKDOWN_DAYS, signal);
};
