import type { Repository } from './repository.ts';
import type { Site } from './site.ts';

/** True, false, or why nobody can tell from here. */
type Answer = boolean | string;

/** Something that a program can look up, in one place. */
export interface Fact<Place> {
  /** A file, or a path of the site. */
  where: string;
  what: string;
  holds(place: Place): Promise<Answer> | Answer;
}

export interface Step {
  id: string;
  title: string;
  facts: Fact<Repository>[];
  /** Looked up as well when a deployment is given. */
  deployed?: Fact<Site>[];
  /** The repository alone cannot tell that the step is done. */
  needsDeployment?: true;
  /** Where this project does it otherwise than the challenge proposes. */
  note?: string;
}

interface Evidence {
  where: string;
  what: string;
  /** null: not checkable here. */
  holds: boolean | null;
  reason?: string;
}

type Status = 'done' | 'not done' | 'not checkable here';

export interface Result {
  id: string;
  title: string;
  status: Status;
  evidence: Evidence[];
  note?: string;
}

/** Looks up every fact of a step. A fact whose file is missing or broken does not hold. */
export async function check(step: Step, repository: Repository, site?: Site): Promise<Result> {
  const { id, title, note } = step;
  const evidence = await Promise.all([
    ...step.facts.map((fact) => lookUp(fact, repository)),
    ...(step.deployed ?? []).flatMap((fact) => {
      if (site) return lookUp(fact, site);
      return step.needsDeployment ? unknown(fact) : [];
    }),
  ]);
  return { id, title, status: statusOf(evidence), evidence, ...(note && { note }) };
}

function unknown({ where, what }: Fact<Site>): Evidence {
  return { where, what, holds: null, reason: 'give --url or --stack-name of your deployment' };
}

async function lookUp<Place>(fact: Fact<Place>, place: Place): Promise<Evidence> {
  const { where, what } = fact;
  try {
    const answer = await fact.holds(place);
    if (typeof answer === 'string') return { where, what, holds: null, reason: answer };
    return { where, what, holds: answer };
  } catch (error) {
    return { where, what, holds: false, reason: (error as Error).message };
  }
}

/** A step is done if all of its facts hold. */
function statusOf(evidence: Evidence[]): Status {
  if (evidence.some(({ holds }) => holds === false)) return 'not done';
  return evidence.every(({ holds }) => holds) ? 'done' : 'not checkable here';
}
