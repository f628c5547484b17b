import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { putByHand } from '../by-hand/put-by-hand.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { deployChanged } from '../sam.ts';
import { outputs } from '../stack.ts';

/** Low, as the local Lambda starts a function for each concurrent request. */
const limit = 2;
const requests = 20;
/** Of the methods without a limit of their own: the local AWS does not decode the paths of the others. */
const ofOthers = ['Resources', 'Api', 'Properties', 'MethodSettings', 0];

/** Lowers the limit of most methods, sends a burst, and deploys the template's limit again. */
export async function throttling(rehearsal: Rehearsal): Promise<string> {
  await deployChanged(rehearsal, (template) => {
    template.setIn([...ofOthers, 'ThrottlingRateLimit'], limit);
    template.setIn([...ofOthers, 'ThrottlingBurstLimit'], limit);
  });
  await putByHand(rehearsal);
  const { api } = await outputs(rehearsal);
  const statuses = await Promise.all(
    Array.from({ length: requests }, async () => {
      const response = await fetch(`${api}/v1/visitors/count`);
      const { code } = (await response.json()) as { code?: string };
      if (response.status === 200) return 200;
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '1');
      assert.equal(code, 'THROTTLED');
      return 429;
    }),
  );
  const throttled = statuses.filter((status) => status === 429).length;
  assert.ok(throttled > 0 && throttled < requests, `${throttled} of ${requests} throttled`);
  await sleep(1000);
  assert.equal((await fetch(`${api}/v1/visitors/count`)).status, 200, 'a second later');
  await deployChanged(rehearsal, () => {});
  await putByHand(rehearsal);
  return `${throttled} of ${requests} concurrent requests throttled, with a limit of ${limit}`;
}
