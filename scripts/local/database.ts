import { access, chmod, constants, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { startContainer } from './database-container.ts';
import type { Database } from './database-handle.ts';
import { startJar } from './database-jar.ts';
import { isDynamoDb } from './is-dynamodb.ts';
import { warmUp } from './warm-up.ts';

/**
 * A DynamoDB for development and tests: the one at DYNAMODB_ENDPOINT if set, else DynamoDB Local in a
 * container if an engine answers, else its jar if there is Java. DYNAMODB_LOCAL=container or =jar
 * insists on one of them.
 * @param dataDir the folder of the data; without it, the data is in memory.
 * @throws {UserError} when none of them is available.
 */
export async function startDatabase(env: NodeJS.ProcessEnv, dataDir?: string): Promise<Database> {
  const { DYNAMODB_ENDPOINT: endpoint, DYNAMODB_LOCAL: wanted } = env;
  if (endpoint) return existingDatabase(endpoint);
  if (wanted && wanted !== 'container' && wanted !== 'jar') {
    throw new UserError(`DYNAMODB_LOCAL: "${wanted}" is not valid. Expected: container or jar.`);
  }
  if (dataDir) await prepare(dataDir);
  const problems: string[] = [];
  for (const [name, start] of [
    ['container', startContainer],
    ['jar', startJar],
  ] as const) {
    if (wanted && wanted !== name) continue;
    const database = await start(dataDir).catch((error: Error) => problems.push(error.message));
    if (typeof database !== 'object') continue;
    // A warm-up that was interrupted left its table behind: no reason not to start.
    await warmUp(database.endpoint).catch(() => {});
    const why = problems.map((problem) => `, as ${problem}`).join('');
    return { ...database, description: database.description + why };
  }
  throw new UserError(
    `No database: ${problems.join('; ')}. Start Docker or another container engine, or install a JDK 17 or newer, or set DYNAMODB_ENDPOINT.`,
  );
}

async function existingDatabase(endpoint: string): Promise<Database> {
  if (!(await isDynamoDb(endpoint))) {
    throw new UserError(
      `No DynamoDB answers at DYNAMODB_ENDPOINT=${endpoint}. Start it, or unset the variable to have one started for you.`,
    );
  }
  return { endpoint, description: `the one at DYNAMODB_ENDPOINT, ${endpoint}`, async stop() {} };
}

/** Lets any user write here: image and engine decide which user the container runs as. */
async function prepare(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o777).catch(() => {});
  for (const file of await readdir(dataDir)) {
    await access(join(dataDir, file), constants.R_OK | constants.W_OK).catch(() => {
      throw new UserError(`${join(dataDir, file)} belongs to another user. Delete ${dataDir}.`);
    });
  }
}
