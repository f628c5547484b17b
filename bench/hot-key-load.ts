import { setTimeout as sleep } from 'node:timers/promises';
import { notApplied } from '../app/aws/dynamo/errors.ts';
import { Unavailable } from '../app/errors.ts';
import type { Request, VisitorService } from '../app/features/visitors/service.ts';
import { chrome } from '../test/support/agents.ts';

const tickMs = 10;

export interface Load {
  /** Answered 200 within the seconds. */
  acceptedInTime: number;
  /** Answered 200 at any time, including those in flight at the end. */
  accepted: number;
  /** Answered 503 after a write that timed out and may have been counted. */
  leftOpen: number;
}

/** Sends `perSecond` visits per second for `seconds`, without waiting for earlier answers. */
export async function openLoop(
  visitors: VisitorService,
  perSecond: number,
  seconds: number,
): Promise<Load> {
  const visits: Promise<void>[] = [];
  const count = perSecond * seconds;
  const load: Load = { acceptedInTime: 0, accepted: 0, leftOpen: 0 };
  const start = performance.now();
  while (visits.length < count) {
    const due = Math.min(count, ((performance.now() - start) / 1000) * perSecond);
    while (visits.length < due) visits.push(visit(visits.length));
    await sleep(tickMs);
  }
  await Promise.all(visits);
  return load;

  async function visit(i: number): Promise<void> {
    try {
      // Each visitor comes once: `duplicate` means that an earlier attempt counted it and its answer was lost.
      await visitors.track(fromNetwork(i));
      load.accepted++;
      if (performance.now() - start <= seconds * 1000) load.acceptedInTime++;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      if (mayBeCounted(error)) load.leftOpen++;
    }
  }
}

function mayBeCounted({ cause }: Unavailable): boolean {
  return !notApplied(cause);
}

function fromNetwork(i: number): Request {
  return {
    headers: { 'user-agent': chrome },
    address: `10.${i >> 8}.${i & 255}.7`,
    isOwner: false,
    isCrossSite: false,
    path: '/',
    log: { warn() {} },
  };
}
