import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runScript } from './lib/user-error.ts';
import { startDatabase } from './local/database.ts';

// Runs tap with a database: tap's own set-up runs in another process than the tests.
await runScript(async () => {
  const database = await startDatabase(process.env);
  console.log(`Database: ${database.description}`);
  const tap = spawn('tap', process.argv.slice(2), {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DYNAMODB_ENDPOINT: database.endpoint },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tap.kill(signal));
  const [code] = await once(tap, 'exit');
  await database.stop();
  console.log(`Database was: ${database.description}`);
  process.exitCode = code ?? 1;
});
