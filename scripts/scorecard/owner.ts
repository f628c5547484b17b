import type { Repository } from './repository.ts';
import type { Fact } from './step.ts';

export const resume = 'public/resume.json';

/** Nobody's: the domain .example cannot be registered. */
async function isSample(repository: Repository): Promise<boolean> {
  const { basics } = await repository.resume();
  return /\.example$/.test(basics?.email ?? '');
}

/** A fact about the owner, which the sample resume cannot tell. */
export function ofOwner(fact: Fact<Repository>): Fact<Repository> {
  const sample = `${resume} is the sample: write your own`;
  return {
    ...fact,
    holds: async (repository) => ((await isSample(repository)) ? sample : fact.holds(repository)),
  };
}
