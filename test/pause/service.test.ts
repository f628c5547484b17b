import { test } from 'tap';
import { countingSwitch } from '../../app/features/pause/service.ts';

const pause = { pausedAt: '2026-11-27T00:00:00.000Z', reason: 'test' };

/** A switch of a process that started at 0 ms. */
function started(find: () => Promise<typeof pause | undefined>) {
  const clock = { ms: 0, reads: 0 };
  const counted = async () => {
    clock.reads++;
    return find();
  };
  return { clock, counting: countingSwitch({ find: counted }, () => clock.ms) };
}

test('a process reads the switch a minute after it last did, and not before', async (t) => {
  const { clock, counting } = started(async () => pause);
  for (const { ms, reads, isPaused } of [
    { ms: 0, reads: 0, isPaused: false },
    { ms: 59_999, reads: 0, isPaused: false },
    { ms: 60_000, reads: 1, isPaused: true },
    { ms: 119_999, reads: 1, isPaused: true },
    { ms: 120_000, reads: 2, isPaused: true },
  ]) {
    clock.ms = ms;
    await counting.refresh();
    t.equal(clock.reads, reads, `reads after ${ms} ms`);
    t.equal(counting.isPaused(), isPaused, `paused after ${ms} ms`);
  }
});

test('concurrent requests share one read', async (t) => {
  const { clock, counting } = started(async () => pause);
  clock.ms = 60_000;
  await Promise.all(Array.from({ length: 50 }, () => counting.refresh()));
  t.equal(clock.reads, 1);
  t.ok(counting.isPaused());
});

test('a failed read leaves the state as it was until the next one', async (t) => {
  let find = async (): Promise<typeof pause | undefined> => {
    throw new Error('no answer');
  };
  const { clock, counting } = started(() => find());
  clock.ms = 60_000;
  await t.rejects(counting.refresh(), { message: 'no answer' });
  t.notOk(counting.isPaused(), 'counts');

  find = async () => pause;
  clock.ms = 120_000;
  await counting.refresh();
  find = async () => {
    throw new Error('no answer');
  };
  clock.ms = 180_000;
  await t.rejects(counting.refresh(), { message: 'no answer' });
  t.ok(counting.isPaused(), 'stays paused');

  find = async () => undefined;
  clock.ms = 240_000;
  await counting.refresh();
  t.notOk(counting.isPaused(), 'counts again');
});
