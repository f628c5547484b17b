import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import { neverConnected, withRetries } from '../../app/aws/retry.ts';

const always = () => true;

/** Like a command that gets no answer. */
function hang(signal: AbortSignal): Promise<string> {
  return sleep(60_000, 'too late', { signal });
}

/** An attempt that fails `times` times, and the number of its calls so far. */
function failing(times: number, error = new Error('broken')) {
  const attempt = async () => {
    if (++counter.attempts <= times) throw error;
    return 'done';
  };
  const counter = { attempts: 0, attempt };
  return counter;
}

test('a failed attempt is retried while its error is retryable', async (t) => {
  const signal = AbortSignal.timeout(10_000);
  const some = failing(3);
  t.equal(await withRetries(some.attempt, { isRetryable: always, signal }), 'done');
  t.equal(some.attempts, 4);
  const other = failing(3);
  await t.rejects(withRetries(other.attempt, { isRetryable: neverConnected, signal }), /broken/);
  t.equal(other.attempts, 1);
});

test('retries end when the signal aborts, with the last error', async (t) => {
  const never = failing(Number.POSITIVE_INFINITY);
  const signal = AbortSignal.timeout(300);
  await t.rejects(withRetries(never.attempt, { isRetryable: always, signal }), /broken/);
  t.ok(never.attempts > 1 && never.attempts < 50, `${never.attempts} attempts, with pauses`);
});

test('an attempt that is not wanted any more is not repeated', async (t) => {
  const some = failing(5);
  const isStillWanted = async () => some.attempts < 3;
  const options = { isRetryable: always, isStillWanted, signal: AbortSignal.timeout(10_000) };
  await t.rejects(withRetries(some.attempt, options), /broken/);
  t.equal(some.attempts, 3);
});

test('an attempt that hangs is aborted after its own time limit, and retried', async (t) => {
  let attempts = 0;
  const answer = await withRetries(async (signal) => (++attempts < 3 ? hang(signal) : 'here'), {
    isRetryable: always,
    signal: AbortSignal.timeout(10_000),
    attemptMs: 50,
  });
  t.equal(answer, 'here');
  t.equal(attempts, 3);
});

test('without a time limit of its own, an attempt may take as long as the signal allows', async (t) => {
  let attempts = 0;
  const attempt = async (signal: AbortSignal) => {
    attempts++;
    await sleep(100, undefined, { signal });
    return 'late';
  };
  const signal = AbortSignal.timeout(10_000);
  t.equal(await withRetries(attempt, { isRetryable: neverConnected, signal }), 'late');
  t.equal(attempts, 1);
  const brief = { isRetryable: neverConnected, signal: AbortSignal.timeout(50) };
  await t.rejects(withRetries(hang, brief), { name: 'AbortError' });
});

test('an error while connecting means that nothing was sent', (t) => {
  const refused = Object.assign(new Error('refused'), { syscall: 'connect' });
  const reset = Object.assign(new Error('reset'), { syscall: 'read' });
  t.ok(neverConnected(refused));
  t.ok(neverConnected(new AggregateError([refused, refused])));
  t.notOk(neverConnected(reset));
  t.notOk(neverConnected(new AggregateError([refused, reset])));
  t.notOk(neverConnected(new AggregateError([])));
  t.notOk(neverConnected('refused'));
  t.end();
});
