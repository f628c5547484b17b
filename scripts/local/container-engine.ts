import type { ContainerRuntimeClient } from 'testcontainers';

/** The container engine that Testcontainers finds. @throws when none answers. */
export async function containerEngine(): Promise<ContainerRuntimeClient> {
  // Its reaper is a container that outlives this process by seconds, and needs a second image. Labels
  // replace it.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().catch(() => {
    throw new Error('no container engine answers');
  });
}
