import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoPauseRepository } from '../../app/features/pause/dynamo-repository.ts';
import { lambdaFolder } from '../support/dist.ts';
import { databaseEnv, makeTable } from '../support/table.ts';

test('the guard function pauses counting, and a second call does not change the pause', async (t) => {
  const { name, client } = await makeTable(t);
  const switches = dynamoPauseRepository(database(client).table(name));
  const url = pathToFileURL(resolve(lambdaFolder, 'guard.mjs'));
  const call = `import(${JSON.stringify(url)}).then(({ handler }) => handler({}))`;
  const env = { ...databaseEnv(), DATA_TABLE_NAME: name };
  const invoke = () => promisify(execFile)(process.execPath, ['--eval', call], { env });
  await invoke();
  const pause = await switches.find();
  t.match(pause, { pausedAt: /^\d{4}-.*Z$/, reason: 'an alarm' });
  await invoke();
  t.strictSame(await switches.find(), pause);

  await t.rejects(
    promisify(execFile)(process.execPath, ['--eval', call], {
      env: { ...env, DATA_TABLE_NAME: `${name}-none` },
    }),
    { code: 1 },
    'a failure is Lambda’s to retry',
  );
});
