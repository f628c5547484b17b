import { exitOnError, readConfig } from '../app/config.ts';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { freePort, isFree } from './lib/free-port.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { containerEngine } from './local/container-engine.ts';
import { startNetwork } from './local/container-network.ts';
import { startContainer } from './local/database-container.ts';
import { ensureLambdaImage } from './local/lambda-image.ts';
import { removeOrphans } from './local/orphans.ts';
import { addManifest, samBuild, startApi } from './local/sam.ts';
import variables from './local/sam-env.json' with { type: 'json' };
import { createTablesAt } from './local/tables.ts';
import { pythonTools } from './python/virtual-environment.ts';

const host = '127.0.0.1';
const { DATA_TABLE_NAME, EPHEMERAL_TABLE_NAME } = variables.ApiFunction;
const { started, stop } = cleanupStack();

await runScript(async () => {
  const config = exitOnError(() =>
    readConfig({ PORT: process.env.PORT || '3001' }, ['HOST', 'PORT']),
  );
  const port = config.PORT || (await freePort());
  if (!(await isFree(port, host))) {
    throw new UserError(
      `Port ${port} is taken. Stop the program that uses it, or take another: PORT=${port + 1} npm run sam:local`,
    );
  }
  const engine = await requireEngine(containerEngine());
  await ensureLambdaImage(engine);
  const bin = await pythonTools('sam');
  try {
    await removeOrphans(engine, undefined);
    const network = await startNetwork(engine);
    started.push(network);
    const starting = startContainer(undefined, network.name);
    started.push({ stop: () => starting.then((database) => database.stop()).catch(() => {}) });
    const database = await requireEngine(starting);
    const tables = { DataTable: DATA_TABLE_NAME, EphemeralTable: EPHEMERAL_TABLE_NAME };
    await createTablesAt(database.endpoint, tables, {});
    const url = `http://${host}:${port}`;
    await samBuild(bin);
    await addManifest(url);
    const { socketPath } = engine.container.dockerode.modem as { socketPath?: string };
    const dockerHost = process.env.DOCKER_HOST ?? (socketPath && `unix://${socketPath}`);
    const api = startApi(bin, { port, network: network.name, dockerHost });
    started.push(api);
    if (!(await api.listening(`${url}/health`))) throw new UserError('sam local did not start.');
    console.log(`
  API        ${url}
  Database   ${database.description}, in memory

  Ctrl-C stops it.
`);
    await api.exit;
    throw new UserError('sam local ended.');
  } catch (error) {
    await stop();
    throw error;
  }
});

async function requireEngine<T>(started: Promise<T>): Promise<T> {
  return started.catch((error: Error) => {
    throw new UserError(`sam local needs Docker or another container engine: ${error.message}.`);
  });
}
