import { hostname } from 'node:os';
import type { Database } from './database.ts';
import { untilDynamoDb } from './is-dynamodb.ts';

const image = 'amazon/dynamodb-local:latest';
const ownerLabel = 'cloud-resume.owner';
const dataLabel = 'cloud-resume.data';
const port = 8000;

/** DynamoDB Local in a container. @throws when there is no engine, or it has not got the image. */
export async function startContainer(dataDir?: string): Promise<Database> {
  // Its reaper is a container that outlives us by seconds, and one more image. Labels do instead.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const engine = await getContainerRuntimeClient().catch(() => {
    throw new Error('no container engine answers');
  });
  await removeLeftovers(engine.container.dockerode, dataDir);

  const container = new GenericContainer(image)
    .withLabels({ [ownerLabel]: `${hostname()}:${process.pid}`, [dataLabel]: dataDir ?? '' })
    .withEnvironment({ DDB_LOCAL_TELEMETRY: '0' })
    .withExposedPorts(port)
    .withWaitStrategy(Wait.forHttp('/', port).forStatusCode(400))
    .withCommand([
      ...['-jar', 'DynamoDBLocal.jar', '-sharedDb'],
      ...(dataDir ? ['-dbPath', '/data'] : ['-inMemory']),
    ]);
  if (dataDir) container.withBindMounts([{ source: dataDir, target: '/data' }]);
  const started = await container.start().catch((error: Error) => {
    throw new Error(`the container engine could not run ${image} (${error.message.trim()})`);
  });
  const endpoint = `http://${started.getHost()}:${started.getMappedPort(port)}`;
  await untilDynamoDb(endpoint, () => true);
  return {
    endpoint,
    description: `DynamoDB Local in a container (${image})`,
    async stop() {
      await started.stop();
    },
  };
}

type Docker = Awaited<
  ReturnType<typeof import('testcontainers')['getContainerRuntimeClient']>
>['container']['dockerode'];

/** Removes containers whose owner ended without doing so, and any that has our data open. */
async function removeLeftovers(docker: Docker, dataDir: string | undefined): Promise<void> {
  const containers = await docker.listContainers({ all: true, filters: { label: [ownerLabel] } });
  await Promise.all(
    containers.map(async ({ Id, Labels }) => {
      const [host, pid] = (Labels[ownerLabel] ?? '').split(':');
      const orphan = host === hostname() && !exists(Number(pid));
      const ours = dataDir !== undefined && Labels[dataLabel] === dataDir;
      if (orphan || ours) await docker.getContainer(Id).remove({ force: true });
    }),
  );
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
