import { hostname } from 'node:os';
import type { ContainerRuntimeClient } from 'testcontainers';

const ownerLabel = 'cloud-resume.owner';
const dataLabel = 'cloud-resume.data';

type Docker = ContainerRuntimeClient['container']['dockerode'];

/** Labels for the containers and networks of this process, by which a later process recognizes them. */
export function ownerLabels(dataDir?: string): Record<string, string> {
  return { [ownerLabel]: `${hostname()}:${process.pid}`, [dataLabel]: dataDir ?? '' };
}

/** Removes containers and networks whose owner has ended, and any container that has our data open. */
export async function removeOrphans(
  { container: { dockerode } }: ContainerRuntimeClient,
  dataDir: string | undefined,
): Promise<void> {
  const filters = { label: [ownerLabel] };
  const containers = await dockerode.listContainers({ all: true, filters });
  await Promise.all(
    containers.map(async ({ Id, Labels }) => {
      const ours = dataDir !== undefined && Labels[dataLabel] === dataDir;
      if (isOrphan(Labels) || ours) await removeContainer(dockerode, Id);
    }),
  );
  for (const { Id, Labels = {} } of await dockerode.listNetworks({ filters })) {
    if (isOrphan(Labels)) await removeNetwork(dockerode, Id);
  }
}

/** Removes a container. It may already be gone, or be on its way out. */
export async function removeContainer(docker: Docker, id: string): Promise<void> {
  await docker
    .getContainer(id)
    .remove({ force: true })
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 404 && error.statusCode !== 409) throw error;
    });
}

/** Removes a network with all its containers: those that SAM starts carry no label of ours. */
export async function removeNetwork(docker: Docker, id: string): Promise<void> {
  const network = docker.getNetwork(id);
  const { Containers = {} } = await network.inspect();
  for (const container of Object.keys(Containers)) {
    await removeContainer(docker, container);
  }
  await network.remove();
}

function isOrphan(labels: Record<string, string>): boolean {
  const [host, pid] = (labels[ownerLabel] ?? '').split(':');
  return host === hostname() && !exists(Number(pid));
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
