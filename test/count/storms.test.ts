import { type Test, test } from 'tap';
import { counterBehindProxy } from '../support/counter.ts';
import { faults } from '../support/fault-proxy.ts';
import { seededRandom } from '../support/random.ts';
import type { Server } from '../support/server.ts';
import { busyCore, everyStorm, flap, gatewayMs, storm, type Timed } from '../support/storm.ts';

/** Requests before a storm of faults, as a process and a database that just started are still compiling. */
const warmUp = 200;

for (const isBusy of [false, true]) {
  for (const parallel of everyStorm ? [250, 1000] : [isBusy ? 1000 : 250]) {
    const machine = isBusy ? 'a machine with a busy core' : 'an idle machine';
    test(`1,000 requests, ${parallel} at a time, are counted on ${machine}`, async (t) => {
      const { target, total, server } = await counterBehindProxy(t);
      if (isBusy) await busyCore(t);
      const ask = () => storm(() => target({ path: '/count' }), 1000, parallel);

      const first = okCounts(await ask());
      t.comment(`${first.length} × 200 from a server that just started`);
      t.ok(first.length >= 990, `${first.length} of 1,000`);
      t.equal(new Set(first).size, first.length, 'no two answers have the same number');
      const before = await total();
      t.ok(before >= first.length && before <= 1000);

      t.strictSame(
        okCounts(await ask()),
        Array.from({ length: 1000 }, (_, i) => before + i + 1),
        'all get 200 once the server is warm',
      );
      t.ok(server.isWell(), 'no rejection went unhandled');
    });
  }
}

for (const parallel of everyStorm ? [250, 1000] : [250]) {
  test(`1,000 requests, ${parallel} at a time, are counted at most once under a random mix of faults`, async (t) => {
    const random = seededRandom(t);
    const { target, proxy, total, server } = await warmCounterBehindProxy(t);
    proxy.fault = () =>
      random() < 0.5 ? 'none' : (faults[Math.floor(random() * faults.length)] ?? 'none');
    const flapping = flap(proxy);
    const answers = await storm(() => target({ path: '/count' }), 1000, parallel);
    await flapping.stop();
    await holds(t, answers, total, server);
  });
}

/** The numbers in the answers with status 200, sorted. */
function okCounts(answers: Timed[]): number[] {
  return answers
    .filter(({ answer }) => answer.status === 200)
    .map(({ answer }) => JSON.parse(answer.body).count)
    .sort((a, b) => a - b);
}

/** The counter grew by at least the number of 200s, and at most by the number of 200s and 503s. */
async function holds(
  t: Test,
  answers: Timed[],
  total: () => Promise<number>,
  server: Server,
): Promise<void> {
  const counts = okCounts(answers);
  const counted = await total();
  const slowest = await server.slowestMs(answers.length);
  t.comment(`${counts.length} × 200, ${answers.length - counts.length} × 503, counted ${counted}`);
  t.comment(`slowest answer ${slowest} ms`);
  t.ok(answers.every(({ answer }) => [200, 503].includes(answer.status)));
  t.ok(counts.length <= counted && counted <= answers.length);
  t.equal(new Set(counts).size, counts.length, 'no two answers have the same number');
  t.ok(slowest < gatewayMs, `slowest answer ${slowest} ms after the app began to handle it`);
  t.ok(counts.length > 0, 'some got through');
  t.ok(server.isWell(), 'no rejection went unhandled');
}

async function warmCounterBehindProxy(t: Test) {
  const counter = await counterBehindProxy(t);
  await storm(() => counter.target({ path: '/count' }), warmUp, 10);
  return { ...counter, total: async () => (await counter.total()) - warmUp };
}
