import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { runScript } from './lib/user-error.ts';
import { startDatabase } from './local/database.ts';
import { buildBundle, buildTap } from './test/build.ts';
import { testFiles } from './test/files.ts';
import { needsOf } from './test/needs.ts';

// node scripts/test.ts [--options of tap] [files and folders]: runs those tests, else all that .taprc
// includes, with the database and the bundle that they need. tap's own set-up runs in another process
// than the tests.
const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('-'));
const paths = args.filter((arg) => !arg.startsWith('-'));

const { started, stop } = cleanupStack({ exitCode: 1 });

await runScript(async () => {
  const files = await testFiles(paths);
  const needs = files.length > 0 ? await needsOf(files) : { database: true, bundle: true };
  try {
    const [database] = await Promise.all([
      needs.database ? start() : undefined,
      needs.bundle ? buildBundle() : undefined,
      buildTap(),
    ]);
    process.exitCode = await tap([...options, ...files], database?.endpoint);
    if (database) console.log(`Database was: ${database.description}`);
  } finally {
    await stop();
  }
});

async function start() {
  const starting = startDatabase(process.env);
  started.push({ stop: () => starting.then((database) => database.stop()).catch(() => {}) });
  const database = await starting;
  console.log(`Database: ${database.description}`);
  return database;
}

async function tap(args: string[], DYNAMODB_ENDPOINT: string | undefined): Promise<number> {
  const child = spawn('tap', args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...(DYNAMODB_ENDPOINT && { DYNAMODB_ENDPOINT }) },
  });
  const exit = once(child, 'exit');
  started.push({
    stop() {
      child.kill();
      return exit.catch(() => {});
    },
  });
  const [code] = await exit;
  return code ?? 1;
}
