import type { ContainerRuntimeClient } from 'testcontainers';

/** The container engine, wherever Testcontainers finds one. @throws when none answers. */
export async function containerEngine(): Promise<ContainerRuntimeClient> {
  // Its reaper is a container that outlives us by seconds, and one more image. Labels do instead.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().catch(() => {
    throw new Error('no container engine answers');
  });
}
