import { documentClient } from './aws/dynamo/client.ts';
import { database } from './aws/dynamo/database.ts';
import type { ConfigOf, digestVariables } from './config.ts';
import { createVisitors } from './dependencies.ts';
import { overview } from './features/analytics/overview.ts';
import { dynamoDigestMarks } from './features/digest/dynamo-repository.ts';
import { sesMailer } from './mail/ses-mailer.ts';

const days = 7;

export function createDigest(
  config: ConfigOf<typeof digestVariables>,
  db = database(documentClient(config)),
  now = Date.now,
) {
  const visitors = createVisitors(config, db, now);
  return {
    async week(lastDay: string) {
      const { days: found, ...range } = await visitors.summaries(days, lastDay);
      return { ...range, ...overview(found) };
    },
    marks: dynamoDigestMarks(db.table(config.EPHEMERAL_TABLE_NAME), now),
    mailer: sesMailer(config),
    now,
  };
}
