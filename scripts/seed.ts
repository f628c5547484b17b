import { appVariables, exitOnError, readConfig } from '../app/config.ts';
import { createContentDependencies } from '../app/content-dependencies.ts';
import { addDays, daysUpTo, utcDay } from '../app/days/utc-day.ts';
import { createVisitorRepository } from '../app/visitor-dependencies.ts';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { runScript } from './lib/user-error.ts';
import { openDatabase, withDefaults } from './local/open-database.ts';
import { addSampleContent } from './seed/sample-content.ts';
import { sampleDay } from './seed/sample-day.ts';

// Writes a year of invented visitors, posts, projects and certifications into the data of `npm run dev`, to
// show what trends and pages look like. Each invented day has `sample: true`; days that already have visitors
// stay unchanged, and so does content of an earlier run.
const { started, stop } = cleanupStack();

await runScript(async () => {
  const env = withDefaults(process.env);
  const config = exitOnError(() => readConfig(env, appVariables));
  try {
    const { endpoint, location } = await openDatabase(env, config, started);
    const local = { ...config, DYNAMODB_ENDPOINT: endpoint };
    const repository = createVisitorRepository(local);
    const days = daysUpTo(addDays(utcDay(Date.now()), -1), 365);
    const invented = days.map((day, i) => {
      return [day, { ...sampleDay(day, i / days.length), sample: true } as const] as const;
    });
    const written = await repository.addDays(new Map(invented), AbortSignal.timeout(60_000));
    const unchanged = days.length - written.size;
    console.log(`${location}: ${written.size} sample days written, ${unchanged} days unchanged`);
    const added = await addSampleContent(createContentDependencies(local).content);
    console.log(`${location}: ${added} posts, projects and certifications added`);
  } finally {
    await stop();
  }
});
