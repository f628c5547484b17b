import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Between requests: the gateway allows 5 a second for this route. */
const pauseMs = 200;

/**
 * Runs `act`, while the API at `api` must answer one request after another. Returns how many it answered.
 * The local Lambda drops requests in flight when a function changes: such a request is sent once more.
 */
export async function answersThroughout(api: string, act: () => Promise<unknown>): Promise<string> {
  let acting = true;
  const acted = act().finally(() => {
    acting = false;
  });
  // Awaited below, unless a request fails first.
  acted.catch(() => {});
  const ask = async () => (await fetch(`${api}/health`)).status;
  let answers = 0;
  let retries = 0;
  for (; acting; answers++) {
    let status = await ask();
    if (status === 502) {
      retries++;
      status = await ask();
    }
    assert.equal(status, 200, `status of request ${answers + 1} during the deploy`);
    await sleep(pauseMs);
  }
  await acted;
  return `${answers} requests answered meanwhile${retries ? `, ${retries} of them on the second try` : ''}`;
}
