import assert from 'node:assert/strict';
import { putByHand } from '../by-hand/put-by-hand.ts';
import { listAll } from '../inventory.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { deploy, deployBroken } from '../sam.ts';
import { describeStack } from '../stack.ts';

export async function failedFirstDeploy(rehearsal: Rehearsal): Promise<undefined> {
  const before = await listAll(rehearsal);
  await deployBroken(rehearsal, () => {}, ['SiteBucketPolicy', 'DataTable', 'ApiFunction']);
  assert.equal((await describeStack(rehearsal))?.StackStatus, undefined, 'status of the stack');
  const left = (await listAll(rehearsal)).filter((name) => !before.includes(name));
  // SAM keeps its bucket for uploads.
  assert.deepEqual(
    left.filter((name) => !name.startsWith('aws-sam-cli-managed')),
    [],
  );
}

export async function firstDeploy(rehearsal: Rehearsal): Promise<string> {
  await deploy(rehearsal);
  assert.equal((await describeStack(rehearsal))?.StackStatus, 'CREATE_COMPLETE');
  return putByHand(rehearsal);
}
