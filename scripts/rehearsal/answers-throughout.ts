import assert from 'node:assert/strict';

/**
 * Does `act`, while the API at `api` has to answer request after request. Returns how many it answered.
 * The local Lambda cuts off what is under way when a function changes: such a request is sent once more.
 */
export async function answersThroughout(api: string, act: () => Promise<unknown>): Promise<string> {
  let acting = true;
  const acted = act().finally(() => {
    acting = false;
  });
  // Looked at below, unless a request fails before.
  acted.catch(() => {});
  const ask = async () => (await fetch(`${api}/health`)).status;
  let answers = 0;
  let again = 0;
  for (; acting; answers++) {
    let status = await ask();
    if (status === 502) {
      again++;
      status = await ask();
    }
    assert.equal(status, 200, `status of request ${answers + 1} while that was deployed`);
  }
  await acted;
  return `${answers} requests answered meanwhile${again ? `, ${again} of them when sent again` : ''}`;
}
