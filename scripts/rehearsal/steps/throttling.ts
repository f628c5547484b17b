import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { putByHand } from '../by-hand/put-by-hand.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { deployChanged } from '../sam.ts';
import { outputs } from '../stack.ts';

/** Few, as each that is let through at once starts a function of its own here. */
const limit = 2;
const requests = 20;
const parameters = (rate: number, burst: number) => [
  `ThrottleRate=${rate}`,
  `ThrottleBurst=${burst}`,
];

/** By the stack's parameters, which are put back to their defaults. */
export async function throttling(rehearsal: Rehearsal): Promise<string> {
  await deployChanged(rehearsal, () => {}, parameters(limit, limit));
  await putByHand(rehearsal);
  const { api } = await outputs(rehearsal);
  const statuses = await Promise.all(
    Array.from({ length: requests }, async () => {
      const response = await fetch(`${api}/health`);
      const { code } = (await response.json()) as { code?: string };
      if (response.status === 200) return 200;
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '1');
      assert.equal(code, 'THROTTLED');
      return 429;
    }),
  );
  const refused = statuses.filter((status) => status === 429).length;
  assert.ok(refused > 0 && refused < requests, `${refused} of ${requests} refused`);
  await sleep(1000);
  assert.equal((await fetch(`${api}/health`)).status, 200, 'a second later');
  await deployChanged(rehearsal, () => {}, parameters(100, 200));
  await putByHand(rehearsal);
  return `${refused} of ${requests} at once, when the limit is ${limit}`;
}
