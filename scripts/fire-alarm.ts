import { type Alarms, fireAlarm, stackAlarms } from './aws/alarms.ts';
import { stackName } from './aws/stack.ts';
import { runScript, UserError } from './lib/user-error.ts';

const usage = `npm run fire-alarm -- --list
npm run fire-alarm -- NightlyErrorsAlarm [more alarms]`;

// Sets off alarms of a deployed stack, to see that their mails arrive.
await runScript(async () => {
  const names = process.argv.slice(2);
  const isList = names.length === 1 && names[0] === '--list';
  if (names.length === 0 || (!isList && names.some((name) => name.startsWith('-'))))
    throw new UserError(`Usage: ${usage}`);
  const alarms = await stackAlarms();
  if (isList) return console.log([...alarms.keys()].sort().join('\n'));
  const chosen = names.map((name) => idOf(alarms, name));
  for (const [index, id] of chosen.entries()) {
    await fireAlarm(id);
    console.log(
      `${names[index]}: set off as a test. CloudWatch sends its mail now, and another when it is OK.`,
    );
  }
});

function idOf(alarms: Alarms, name: string): string {
  const id = alarms.get(name);
  if (id) return id;
  const known = [...alarms.keys()].sort().join(', ');
  throw new UserError(`Stack ${stackName} has no alarm ${name}, but ${known || 'none at all'}.`);
}
