import { documentClient } from '../aws/dynamo/client.ts';
import { database } from '../aws/dynamo/database.ts';
import { exitOnError, nightlyVariables, readConfig } from '../config.ts';
import { createVisitors } from '../dependencies.ts';
import { hadSpike } from '../features/analytics/spike.ts';
import { forgetAttempts } from '../features/auth/dynamo-forget-attempts.ts';
import { embeddedMetrics } from '../metrics.ts';
import { type Part, upkeep } from '../upkeep.ts';

const config = exitOnError(() => readConfig(process.env, nightlyVariables));
const db = database(documentClient(config));
const visitors = createVisitors(config, db);
const attempts = db.table(config.EPHEMERAL_TABLE_NAME);
const write = (text: string) => process.stdout.write(text);
const reports = {
  metrics: embeddedMetrics(config.ENVIRONMENT, write),
  log: (line: string) => write(`${line}\n`),
};

/** Together less than the function has, so that the log names what was slow. */
const parts: Part[] = [
  {
    name: 'attempts',
    limitMs: 30_000,
    run: (signal) => forgetAttempts(attempts, signal),
  },
  {
    name: 'days',
    limitMs: 250_000,
    // One part: breakdowns are removed once, so a day must be rolled up before.
    async run(signal) {
      await visitors.rollUp(signal);
      if (config.BREAKDOWN_DAYS > 0) await visitors.forgetAfter(config.BREAKDOWN_DAYS, signal);
    },
  },
  {
    name: 'spike',
    limitMs: 10_000,
    async run() {
      if (await hadSpike(visitors, Date.now())) reports.metrics.viewSpike();
    },
  },
];

/**
 * Deletes the attempts to sign in of days that are over. Rolls up days that are over, for sites that have had no visit
 * since and for days that are too large for the first visit of the next day, which begins the same, and removes the
 * breakdowns of days that are old enough, if the owner wants that. A spike of views the day before becomes a metric. A
 * schedule calls this function, and Lambda retries it after a failure: it continues where it was.
 */
export const handler = () => upkeep(parts, reports);
