import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { test } from 'tap';
import { limiter } from '../../app/aws/limiter.ts';
import { always, neverConnected, type SendOptions, sender } from '../../app/aws/send.ts';

const never = () => new AbortController().signal;

/** Like a command whose answer does not come. */
function hang({ abortSignal }: SendOptions): Promise<string> {
  return sleep(60_000, 'too late', { signal: abortSignal });
}

test('tasks begin in order, one a turn, and never more than may', async (t) => {
  const limit = limiter(3);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const tasks = Array.from({ length: 10 }, (_, i) =>
    limit(async () => {
      begun.push(i);
      await new Promise<void>((resolve) => ends.push(resolve));
      return i;
    }, never()),
  );
  for (const expected of [1, 2, 3, 3, 3]) {
    await turn();
    t.equal(begun.length, expected);
  }
  while (ends.length > 0) {
    ends.shift()?.();
    await sleep(1);
    t.ok(begun.length - 3 <= 10 - ends.length);
  }
  t.strictSame(await Promise.all(tasks), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  t.strictSame(begun, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a task that fails makes room for the next', async (t) => {
  const limit = limiter(1);
  await t.rejects(
    limit(() => Promise.reject(new Error('broken')), never()),
    /broken/,
  );
  t.equal(await limit(async () => 'next', never()), 'next');
});

test('who waits too long is not begun, and keeps nobody from beginning', async (t) => {
  const limit = limiter(1);
  const first = limit(() => sleep(100, 'first'), never());
  let isBegun = false;
  const late = limit(async () => {
    isBegun = true;
  }, AbortSignal.timeout(20));
  const last = limit(async () => 'last', never());
  await t.rejects(late, { name: 'TimeoutError' });
  await t.rejects(
    limit(async () => {}, AbortSignal.abort()),
    { name: 'AbortError' },
  );
  t.equal(await first, 'first');
  t.equal(await last, 'last');
  t.notOk(isBegun);
});

test('what hangs is repeated soon where that is safe', async (t) => {
  const send = sender('It', { deadlineMs: 10_000, attemptMs: 50 });
  let tries = 0;
  const answer = await send(async (options) => (++tries < 3 ? hang(options) : 'here'), always);
  t.equal(answer, 'here');
  t.equal(tries, 3);
});

test('what hangs and must not be repeated has all the time there is', async (t) => {
  const send = sender('It', { deadlineMs: 10_000, attemptMs: 20 });
  let tries = 0;
  const slow = async ({ abortSignal }: SendOptions) => {
    tries++;
    await sleep(100, undefined, { signal: abortSignal });
    return 'late';
  };
  t.equal(await send(slow, neverConnected), 'late');
  t.equal(tries, 1);
  const brief = sender('It', { deadlineMs: 50, attemptMs: 20 });
  await t.rejects(brief(hang, neverConnected), { name: 'Unavailable' });
});

test('beyond 300 at once they are refused, and so is everybody until few of these are left', async (t) => {
  const send = sender('It', { deadlineMs: 10_000 });
  const ends: (() => void)[] = [];
  const held = Array.from({ length: 300 }, () =>
    send(() => new Promise<void>((resolve) => ends.push(resolve)), neverConnected),
  );
  const one = () => send(async () => 'taken', always);
  const busy = { cause: { message: 'Too busy' } };
  await t.rejects(one(), busy);
  for (let left = 300; left > 50; left--) {
    while (ends.length === 0) await turn();
    ends.shift()?.();
  }
  await sleep(10);
  await t.rejects(one(), busy, '50 are left');
  ends.shift()?.();
  await sleep(10);
  const taken = one();
  for (const resolve of ends) resolve();
  t.equal(await taken, 'taken');
  await Promise.all(held);
});
