import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { runScript } from '../support/run-script.ts';
import { databaseEnv, makeTable, tablesEnv } from '../support/table.ts';

test('npm run resume-counting', async (t) => {
  const { name, client } = await makeTable(t);
  const env = { ...databaseEnv(), ...tablesEnv({ DATA_TABLE_NAME: name }) };
  const run = (...args: string[]) => runScript('resume-counting.ts', ['--local', ...args], env);
  const says = async (args: string[], out: RegExp) =>
    t.match(await run(...args), { code: 0, error: '', out }, args.join(' '));
  await says(['--status'], /^Counting is on/);
  await says(['--pause'], /^Counting is paused since .+Z, by the owner/);
  await says(['--status'], /^Counting is paused since/);
  await says([], /^Counting is on/);
  await says(['--status'], /^Counting is on/);

  const bad = { pk: 'SWITCH', sk: 'COUNTING', pausedAt: 1 };
  await client.send(new PutCommand({ TableName: name, Item: bad }));
  t.match(await run('--status'), { code: 1, error: /^The stored switch is not valid/ });
  await says([], /^Counting is on/);

  t.match(await run('--status', '--pause'), { code: 1, error: /^npm run resume-counting/ });
  t.match(await run('--all'), { code: 1, error: /^Unknown option/ });
});
