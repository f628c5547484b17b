import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { listCost } from '../../cost/prices.ts';
import { asOwner } from '../aws.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs, physicalId } from '../stack.ts';

const requests = 200;
const atOnce = 4;
/** After that, each process reads the switch with its next request. */
const learnedMs = 61_000;

interface Answers {
  counted: number;
  paused: number;
  /** By the gateway's limit. */
  throttled: number;
}

/** Sends a flood of views before and during a pause, and resumes: it must count each view that it answered, and no other. */
export async function floodOfViews(rehearsal: Rehearsal): Promise<string> {
  if (process.env.REHEARSE_FLOOD === 'off') return 'skipped: REHEARSE_FLOOD=off';
  const { api, site } = await outputs(rehearsal);
  const first = await count(api);
  const before = await flood(api);
  assert.ok(before.counted > 0 && before.paused === 0, 'it counts');

  await pauseByHand(rehearsal);
  await sleep(learnedMs);
  // Processes learn of it by a request, which they still count.
  const learning = await flood(api);
  const during = await flood(api);
  assert.equal(during.counted, 0, 'nothing is counted');
  assert.ok(during.paused > 0, 'it refuses');
  assert.equal((await fetch(`${api}/v1/blog/posts`)).status, 200, 'content is read as before');
  assert.equal((await fetch(site)).status, 200, 'the page is up');
  assert.match(
    await counting(rehearsal, '--status'),
    /^Counting is paused since .*, by an alarm\./,
  );

  assert.match(await counting(rehearsal), /^Counting is on\./);
  await sleep(learnedMs);
  const after = await flood(api);
  assert.ok(after.counted > 0, 'it counts again');
  const counted = before.counted + learning.counted + after.counted;
  assert.equal(await count(api), first + counted + 1, 'the counter goes on where it was');
  const refused = during.paused + learning.paused;
  return `by hand: the call of the alarm; ${counted} views counted, ${refused} refused, which cost ${share()} of the price of a counted one`;
}

async function flood(api: string): Promise<Answers> {
  const answers = { counted: 0, paused: 0, throttled: 0 };
  const send = async () => {
    for (let i = 0; i < requests / atOnce; i++) {
      const response = await fetch(`${api}/count`);
      const { code } = (await response.json()) as { code?: string };
      if (response.status === 200) answers.counted++;
      else if (response.status === 429) answers.throttled++;
      else {
        assert.deepEqual([response.status, code], [503, 'COUNTING_PAUSED']);
        answers.paused++;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return answers;
}

/** Waits for the gateway's limit, which a flood before it has used up. */
async function count(api: string): Promise<number> {
  await sleep(3000);
  const response = await fetch(`${api}/count`);
  assert.equal(response.status, 200);
  return ((await response.json()) as { count: number }).count;
}

/** As FloodAlarm calls it: the local CloudWatch calls no functions. */
async function pauseByHand(rehearsal: Rehearsal): Promise<void> {
  const FunctionName = await physicalId(rehearsal, 'GuardFunction');
  const { FunctionError, Payload } = await rehearsal.aws.lambda.send(
    new InvokeCommand({ FunctionName, Payload: '{}' }),
  );
  assert.equal(FunctionError, undefined, Buffer.from(Payload ?? []).toString());
}

function counting({ command }: Rehearsal, ...args: string[]): Promise<string> {
  return command('npm', ['run', '--silent', 'resume-counting', '--', ...args], asOwner);
}

/** Of a refused view: the gateway and Lambda charge for it, the table does not. */
function share(): string {
  const refused = listCost('apiRequests', 1) + listCost('invocations', 1);
  return `${Math.round((100 * refused) / (refused + listCost('writes', 1)))}%`;
}
