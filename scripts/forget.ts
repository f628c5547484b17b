import { parseArgs } from 'node:util';
import { exitOnError, readConfig, visitorVariables } from '../app/config.ts';
import { utcDay } from '../app/days/utc-day.ts';
import { createVisitorRepository } from '../app/visitor-dependencies.ts';
import { region, stackName, stackOutputs } from './aws/stack.ts';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { openDatabase, withDefaults } from './local/open-database.ts';

const usage = `npm run forget -- 2026-11-21 [more days]   of the stack
npm run forget -- --local 2026-11-21      of npm run dev, while it is stopped`;

const { started, stop } = cleanupStack();

// Removes the breakdowns of days: pages, referrers, countries and devices. Keeps their totals.
await runScript(async () => {
  const { values, positionals: days } = args();
  if (days.length === 0) throw new UserError(usage);
  for (const day of days) check(day);
  try {
    const repository = createVisitorRepository(await tables(values.local));
    for (const day of days) {
      const found = await repository.forget(day, AbortSignal.timeout(10_000));
      console.log(found ? `${day}: its totals are left` : `${day}: has no visits`);
    }
  } finally {
    await stop();
  }
});

function args() {
  try {
    return parseArgs({
      options: { local: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}

function check(day: string): void {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(day).toJSON()?.slice(0, 10) === day;
  if (!isDay) throw new UserError(`${day} is no day. Write 2026-11-21.`);
  if (day >= utcDay(Date.now())) throw new UserError(`${day} is not over.`);
}

async function tables(isLocal: boolean) {
  if (isLocal) {
    const env = withDefaults(process.env);
    const config = exitOnError(() => readConfig(env, visitorVariables));
    const { endpoint } = await openDatabase(env, config, started);
    return { ...config, DYNAMODB_ENDPOINT: endpoint };
  }
  const { VisitorTableName } = await stackOutputs();
  if (!VisitorTableName) throw new UserError(`Stack ${stackName} has no table.`);
  // Only the data table has sums of days.
  const env = { ...process.env, AWS_REGION: region, EPHEMERAL_TABLE_NAME: VisitorTableName };
  return exitOnError(() =>
    readConfig({ ...env, DATA_TABLE_NAME: VisitorTableName }, visitorVariables),
  );
}
