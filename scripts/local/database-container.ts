import type { ContainerRuntimeClient } from 'testcontainers';
import { containerEngine } from './container-engine.ts';
import type { Database } from './database-handle.ts';
import { untilDynamoDb } from './is-dynamodb.ts';
import { ownerLabels, removeOrphans } from './orphans.ts';

/** Version 3.3.1, for x86-64 and ARM. */
const pinned =
  'amazon/dynamodb-local@sha256:ff89bd48ff32cd8d9be5fee8873b65b8854dc408f1afe881be6eb00247bc0dab';
/** Taken instead if the engine has it and not the pinned one: it may not reach Docker Hub. */
const local = 'amazon/dynamodb-local:latest';
const port = 8000;
const alias = 'dynamodb';

/**
 * DynamoDB Local in a container.
 * @param network a network of the engine, on which the database is also http://dynamodb:8000.
 * @throws when no engine answers, or it cannot run the image.
 */
export async function startContainer(dataDir?: string, network?: string): Promise<Database> {
  const engine = await containerEngine();
  await removeOrphans(engine, dataDir);
  const { GenericContainer, Wait } = await import('testcontainers');
  const image = process.env.DYNAMODB_IMAGE || (await chosen(engine));

  /** Its port is open on the loopback interface only, unless the engine is on another machine. */
  class LocalContainer extends GenericContainer {
    constructor() {
      super(image);
      this.withExposedPorts(port);
      const HostIp = isLocal(engine.info.containerRuntime.host) ? '127.0.0.1' : '';
      this.hostConfig.PortBindings = { [`${port}/tcp`]: [{ HostIp, HostPort: '0' }] };
    }
  }

  const container = new LocalContainer()
    .withLabels(ownerLabels(dataDir))
    .withEnvironment({ DDB_LOCAL_TELEMETRY: '0' })
    .withWaitStrategy(Wait.forHttp('/', port).forStatusCode(400))
    .withCommand([
      ...['-jar', 'DynamoDBLocal.jar', '-sharedDb'],
      ...(dataDir ? ['-dbPath', '/data'] : ['-inMemory']),
    ]);
  if (dataDir) container.withBindMounts([{ source: dataDir, target: '/data' }]);
  if (network) container.withNetworkMode(network).withNetworkAliases(alias);
  const started = await container.start().catch((error: Error) => {
    throw new Error(`the container engine could not run ${image} (${error.message.trim()})`);
  });
  const endpoint = `http://${started.getHost()}:${started.getMappedPort(port)}`;
  await untilDynamoDb(endpoint, () => true).catch(async (error) => {
    await started.stop();
    throw error;
  });
  return {
    endpoint,
    description: `DynamoDB Local in a container (${image})`,
    async stop() {
      await started.stop();
    },
  };
}

async function chosen(engine: ContainerRuntimeClient): Promise<string> {
  if (await has(engine, pinned)) return pinned;
  return (await has(engine, local)) ? local : pinned;
}

async function has(engine: ContainerRuntimeClient, name: string): Promise<boolean> {
  const { ImageName } = await import('testcontainers');
  return engine.image.exists(ImageName.fromString(name));
}

function isLocal(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host);
}
