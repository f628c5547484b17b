import { parseArgs } from 'node:util';
import { documentClient } from '../app/aws/dynamo/client.ts';
import { database } from '../app/aws/dynamo/database.ts';
import { exitOnError, readConfig, visitorVariables } from '../app/config.ts';
import { dynamoPauseRepository } from '../app/features/pause/dynamo-repository.ts';
import type { PauseRepository } from '../app/features/pause/repository.ts';
import { region, stackName, stackOutputs } from './aws/stack.ts';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { openDatabase, withDefaults } from './local/open-database.ts';

const usage = `npm run resume-counting                of the stack, after a pause
npm run resume-counting -- --status    whether counting is paused, since when and why
npm run resume-counting -- --pause     pauses counting
npm run resume-counting -- --local     of npm run dev, while it is stopped`;

const delay =
  'Each process of the API learns of a change within a minute, or with its next request.';

const { started, stop } = cleanupStack();

// Ends a pause of counting, begins one, or says whether there is one.
await runScript(async () => {
  const { local, status, pause } = args();
  if (status && pause) throw new UserError(usage);
  try {
    const { client, name } = await openTable(local);
    const switches = dynamoPauseRepository(database(client).table(name));
    if (pause) await switches.pause({ pausedAt: new Date().toISOString(), reason: 'the owner' });
    if (!pause && !status) await switches.resume();
    console.log(await state(switches));
    client.destroy();
  } finally {
    await stop();
  }
});

function args() {
  const boolean = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { local: boolean, status: boolean, pause: boolean } }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}

async function state(switches: PauseRepository): Promise<string> {
  const pause = await switches.find().catch((error: Error) => {
    throw new UserError(error.message);
  });
  if (!pause) return `Counting is on. ${delay}`;
  return `Counting is paused since ${pause.pausedAt}, by ${pause.reason}. ${delay}`;
}

async function openTable(isLocal: boolean) {
  if (isLocal) {
    const env = withDefaults(process.env);
    const config = exitOnError(() => readConfig(env, visitorVariables));
    const { endpoint } = await openDatabase(env, config, started);
    const client = documentClient({ ...config, DYNAMODB_ENDPOINT: endpoint });
    return { client, name: config.DATA_TABLE_NAME };
  }
  const { VisitorTableName: name } = await stackOutputs();
  if (!name) throw new UserError(`Stack ${stackName} has no table.`);
  return { client: documentClient({ AWS_REGION: region }), name };
}
