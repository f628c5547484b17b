import { randomUUID } from 'node:crypto';
import type { ContainerRuntimeClient } from 'testcontainers';
import { ownerLabels, removeNetwork } from './orphans.ts';

/** A network on which containers reach each other by name. `stop` removes it and its containers. */
export async function startNetwork({ container: { dockerode } }: ContainerRuntimeClient) {
  const name = `cloud-resume-${randomUUID()}`;
  const { id } = await dockerode.createNetwork({ Name: name, Labels: ownerLabels() });
  return { name, stop: () => removeNetwork(dockerode, id) };
}
