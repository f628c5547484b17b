import { type Test, test } from 'tap';
import { faults } from '../support/fault-proxy.ts';
import { seededRandom } from '../support/random.ts';
import { everyStorm, flap, gatewayMs, storm, type Timed } from '../support/storm.ts';
import { type dayOf, trackerBehindProxy } from '../support/trackers.ts';

/** Requests before a storm, as a process and a database that just started are still compiling. */
const warmUp = 200;

for (const parallel of everyStorm ? [50, 250, 1000] : [250]) {
  test(`1,000 requests of 100 visitors, ${parallel} at a time, count 100 visitors`, async (t) => {
    const { track, visitors } = await warmTrackerBehindProxy(t);
    const answers = await storm((i) => track(i % 100), 1000, parallel);
    t.ok(answers.every(({ answer }) => answer.status === 200));
    const tracked = answers.flatMap(({ answer }, i) =>
      JSON.parse(answer.body).tracked ? [i % 100] : [],
    );
    t.equal(new Set(tracked).size, tracked.length, 'no visitor got `tracked` twice');
    // On a busy machine, a write may time out after it was applied: its retry gets `duplicate`.
    t.ok(tracked.length <= 99 && tracked.length >= 90, `${tracked.length} got \`tracked\``);
    t.equal(await visitors(), 100);
  });
}

for (const parallel of everyStorm ? [250, 1000] : [250]) {
  test(`1,000 requests of 100 visitors, ${parallel} at a time, count nobody twice under random faults`, async (t) => {
    const random = seededRandom(t);
    const { track, proxy, server, day } = await warmTrackerBehindProxy(t);
    proxy.fault = () =>
      random() < 0.5 ? 'none' : (faults[Math.floor(random() * faults.length)] ?? 'none');
    const flapping = flap(proxy);
    const answers = await storm((i) => track(i % 100), 1000, parallel);
    await flapping.stop();
    proxy.fault = () => 'none';
    const accepted = await holds(t, answers, day);
    const slowest = await server.slowestMs(answers.length);
    t.comment(`slowest answer ${slowest} ms after the app began to handle it`);
    t.ok(slowest < gatewayMs);
    // Clients that got 503 retry, as the answer says: then all visitors are accepted and counted.
    for (let visitor = 0; visitor < 100; visitor++) {
      if (!accepted.has(visitor)) t.equal((await track(visitor)).status, 200);
    }
    t.equal((await day()).visitors, 100);
    t.ok(server.isWell(), 'no rejection went unhandled');
  });
}

/** The counter has each visitor who got a 200, once, and no one who sent no request. */
async function holds(t: Test, answers: Timed[], day: () => ReturnType<typeof dayOf>) {
  const ok = answers.map(({ answer }) => answer.status === 200);
  const accepted = new Set(ok.flatMap((isOk, i) => (isOk ? [i % 100] : [])));
  const tracked = answers.flatMap(({ answer }, i) =>
    answer.status === 200 && JSON.parse(answer.body).tracked ? [i % 100] : [],
  );
  const { visitors, uncounted, paths, referrers, countries, devices } = await day();
  t.comment(
    `${ok.filter(Boolean).length} × 200, of ${accepted.size} visitors; ${visitors} counted`,
  );
  t.ok(answers.every(({ answer }) => [200, 503].includes(answer.status)));
  t.ok(accepted.size > 0, 'some got through');
  t.ok(accepted.size <= visitors && visitors <= 100);
  t.equal(new Set(tracked).size, tracked.length, 'no visitor got `tracked` twice');
  t.notOk(tracked.includes(0), 'the visitor who had come before did not get it');
  t.ok(tracked.length < visitors);
  for (const tally of [paths, referrers, countries, devices]) {
    t.equal(
      Object.values(tally).reduce((a, b) => a + b, 0),
      visitors,
    );
  }
  t.ok(visitors + uncounted.duplicate <= warmUp + 1000, 'not more than the number of requests');
  return accepted;
}

/** A tracker that has already seen its first visitor many times. */
async function warmTrackerBehindProxy(t: Test) {
  const tracker = await trackerBehindProxy(t);
  await storm(() => tracker.track(0), warmUp, 10);
  return tracker;
}
