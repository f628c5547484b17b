import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../app/aws/dynamo/client.ts';
import { exitOnError, readConfig, visitorVariables } from '../app/config.ts';
import { ignoreTwin } from '../app/features/visitors/dynamo-days.ts';
import { keepSums } from '../app/features/visitors/dynamo-roll-up.ts';
import { addDays, daysUpTo, utcDay } from '../app/features/visitors/utc-day.ts';
import { startedParts } from './lib/cleanup-stack.ts';
import { runScript } from './lib/user-error.ts';
import { openDatabase, withDefaults } from './local/open-database.ts';
import { sampleDay } from './seed/sample-day.ts';

// A year of invented visitors in the data of `npm run dev`, for a look at trends. Each day says
// `sample: true`; days that had visitors of their own stay as they are.
const { started, stop } = startedParts();

await runScript(async () => {
  const env = withDefaults(process.env);
  const config = exitOnError(() => readConfig(env, visitorVariables));
  try {
    const { endpoint, location } = await openDatabase(env, config, started);
    const client = documentClient({ ...config, DYNAMODB_ENDPOINT: endpoint });
    const days = daysUpTo(addDays(utcDay(Date.now()), -1), 365);
    let written = 0;
    for (const [i, day] of days.entries()) {
      const summary = { ...sampleDay(day, i / days.length), sample: true };
      const TransactItems = keepSums(config.DATA_TABLE_NAME, day, summary);
      const write = client.send(new TransactWriteCommand({ TransactItems }));
      await write.then(() => written++, ignoreTwin);
    }
    client.destroy();
    console.log(`${written} sample days, ${days.length - written} left as they were: ${location}`);
  } finally {
    await stop();
  }
});
