import { type Command, startCommand } from './command.ts';
import { databaseEnv, type Table, tablesEnv } from './table.ts';

/** Starts the nightly function once, in a process of its own. */
export function startNightly(
  t: Parameters<typeof startCommand>[0],
  { name }: Pick<Table, 'name'>,
  env: Record<string, string> = {},
): Command {
  const more = { BREAKDOWN_DAYS: '30', ENVIRONMENT: 'my-stack', ...env };
  return startCommand(t, '--eval', {
    args: ["import('./app/entry/nightly.ts').then(({ handler }) => handler())"],
    env: { ...databaseEnv(), ...tablesEnv({ DATA_TABLE_NAME: name }), ...more },
  });
}
