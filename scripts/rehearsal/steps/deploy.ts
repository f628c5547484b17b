import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { putByHand } from '../by-hand/put-by-hand.ts';
import { createDeployer } from '../deployer.ts';
import { listAll } from '../inventory.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { deployBroken, ownerEmail } from '../sam.ts';
import { describeStack, outputs, pipelineOutputs } from '../stack.ts';

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

/** As in docs/deploy.md. */
export async function firstDeploy(rehearsal: Rehearsal): Promise<string> {
  const { roleBoundary } = await pipelineOutputs(rehearsal);
  const parameters = ['InviteOwner=off', `RoleBoundary=${roleBoundary}`];
  const args = [
    ...['run', 'deploy', '--', '--owner-email', ownerEmail],
    ...parameters.flatMap((parameter) => ['--parameter', parameter]),
  ];
  const deployer = await createDeployer(rehearsal);
  let hasEnded = false;
  const deploying = rehearsal.command('npm', args, deployer.env).finally(() => {
    hasEnded = true;
  });
  // The smoke test at the end waits for what the local AWS does not do.
  const byHand = (async () => {
    while (!hasEnded && (await describeStack(rehearsal))?.StackStatus !== 'CREATE_COMPLETE') {
      await sleep(500);
    }
    return hasEnded ? '' : putByHand(rehearsal);
  })();
  const [output, done] = await Promise.all([deploying, byHand]).finally(deployer.remove);
  const { site, api } = await outputs(rehearsal);
  assert.ok(output.includes(`Site  ${site}\nAPI   ${api}\n`), 'it ends with the addresses');
  return done;
}
