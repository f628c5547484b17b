import { setTimeout as sleep } from 'node:timers/promises';
import { type Test, test } from 'tap';
import { summarize } from '../../app/features/visitors/shard.ts';
import { utcDay } from '../../app/features/visitors/utc-day.ts';
import { isError } from '../contract/suite.ts';
import { chrome } from '../support/agents.ts';
import { build } from '../support/build.ts';
import { type FaultProxy, faults, startFaultProxy } from '../support/fault-proxy.ts';
import { seededRandom } from '../support/random.ts';
import { startServer } from '../support/server.ts';
import { everyStorm, flap, storm, type Timed, timed } from '../support/storm.ts';
import { clientThrough, makeTable } from '../support/table.ts';
import { type Answer, inProcess, overHttp, type Target } from '../support/target.ts';
import { repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

/** The status during each fault, and how many visitors it adds to the counter. */
const outcomes = {
  'drop-request': { status: 503, counted: 0 },
  'drop-answer': { status: 503, counted: 1 },
  hang: { status: 503, counted: 0 },
  'hang-after-commit': { status: 503, counted: 1 },
  delay: { status: 200, counted: 1 },
  throttle: { status: 503, counted: 0 },
  error: { status: 503, counted: 0 },
  'error-after-commit': { status: 503, counted: 1 },
  'cut-body': { status: 503, counted: 1 },
} satisfies Record<(typeof faults)[number], { status: number; counted: number }>;

/** Requests before a storm, as a process and a database that just started are still compiling. */
const warmUp = 200;

for (const fault of faults) {
  test(`with the fault "${fault}", a visit is answered in time, and counted once after a retry`, async (t) => {
    const { track, proxy, visitors, server } = await trackerBehindProxy(t);
    t.equal((await track(0)).status, 200);
    const { status, counted } = outcomes[fault];

    proxy.fault = () => fault;
    const { answer, ms } = await timed(() => track(1));
    t.equal(answer.status, status);
    t.ok(ms < 3000, `${ms} ms`);
    if (status === 503) {
      isError(t, answer, 503, fault);
      t.match(answer.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
    }
    t.equal(await visitors(), 1 + counted);

    proxy.fault = () => 'none';
    const again = JSON.parse((await track(1)).body);
    t.equal(again.tracked, counted === 0);
    t.equal(await visitors(), 2);
    t.ok(server.isWell(), 'no rejection went unhandled');
  });
}

// The fourth request opens the day.
for (const passed of [0, 3]) {
  test(`the first visit of a day is counted once despite faults from request ${passed + 1} on`, (t) =>
    Promise.all(faults.map((fault) => isCountedOnce(t, fault, passed))));
}

/** The first visit of a fresh app and day. Its first `passed` requests to the database succeed. */
async function isCountedOnce(t: Test, fault: (typeof faults)[number], passed: number) {
  const { track, proxy, visitors } = await appBehindProxy(t);
  let left = passed;
  proxy.fault = () => (left-- > 0 ? 'none' : fault);
  const { answer, ms } = await timed(() => track(1));
  t.ok([200, 503].includes(answer.status), `${fault}: ${answer.status}`);
  t.ok(ms < 3000, `${ms} ms`);
  t.ok(left < 0, 'the fault has happened');
  t.ok((await visitors()) <= 1);

  proxy.fault = () => 'none';
  const again = await untilAccepted(() => track(1));
  const tracked = [answer, again].filter(({ body }) => JSON.parse(body).tracked);
  t.ok(tracked.length <= 1, 'at most one answer says that it counted the visitor');
  t.equal(await visitors(), 1, `${fault}, retried`);
}

test('visits get 503 in time while the database takes no connections, and are counted afterwards', async (t) => {
  const { track, proxy, visitors, server } = await trackerBehindProxy(t);
  t.equal((await track(0)).status, 200);
  await proxy.refuse();
  const { answer, ms } = await timed(() => track(1));
  isError(t, answer, 503, 'refused');
  t.match(answer.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
  t.ok(ms < 3000, `${ms} ms`);
  t.equal(await visitors(), 1);

  await proxy.accept();
  const again = await track(1);
  t.equal(again.status, 200);
  t.equal(JSON.parse(again.body).tracked, true);
  t.equal(await visitors(), 2);
  t.ok(server.isWell(), 'no rejection went unhandled');
});

test('a visit is counted despite any single fault', (t) =>
  Promise.all(faults.map((fault) => goesWrongOnce(t, fault))));

async function goesWrongOnce(t: Test, fault: (typeof faults)[number]) {
  const { track, proxy, visitors } = await appBehindProxy(t);
  t.equal((await track(0)).status, 200);
  let left = 1;
  proxy.fault = () => (left-- > 0 ? fault : 'none');
  const { status, body } = await track(1);
  t.equal(status, 200, fault);
  t.equal(await visitors(), 2);
  t.ok(JSON.parse(body).today <= 2, 'answers claim no more than the counter');
}

test('a visit fails when its signal aborts', async (t) => {
  const proxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const client = clientThrough(t, proxy.url);
  proxy.fault = () => 'hang';
  const visitors = serviceOn(repositoryOn(table, { client }));
  for (const signal of [AbortSignal.timeout(100), AbortSignal.abort()]) {
    const { ms } = await timed(() =>
      t.rejects(visitors.track(visitOf(1), signal), { name: 'Unavailable' }),
    );
    t.ok(ms < 1000, `${ms} ms`);
  }
});

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
    t.ok(slowest < 3000);
    // Clients that got 503 retry, as the answer says: then all visitors are accepted and counted.
    for (let visitor = 0; visitor < 100; visitor++) {
      if (!accepted.has(visitor)) t.equal((await track(visitor)).status, 200);
    }
    t.equal((await day()).visitors, 100);
    t.ok(server.isWell(), 'no rejection went unhandled');
  });
}

/** A visit that is retried at once may still get 503, because of writes that the first try started. */
async function untilAccepted(call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 20; tries++, await sleep(100)) {
    const answer = await call();
    if (answer.status === 200) return answer;
  }
  throw new Error('Not accepted for two seconds');
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

/** The app in this process, behind a proxy, and its tracker. */
async function appBehindProxy(t: Test) {
  const proxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const { app } = await build(t, {
    env: { DATA_TABLE_NAME: table.name, DYNAMODB_ENDPOINT: proxy.url },
  });
  const visitors = async () => (await dayOf(repositoryOn(table))).visitors;
  return { track: trackerOf(inProcess(app)), proxy, visitors };
}

async function trackerBehindProxy(t: Test) {
  const proxy: FaultProxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const server = await startServer(t, {
    DATA_TABLE_NAME: table.name,
    DYNAMODB_ENDPOINT: proxy.url,
    VISITORS_PER_NETWORK: '1000',
  });
  const track = trackerOf(overHttp(server.url));
  const day = () => dayOf(repositoryOn(table));
  return { track, proxy, server, day, visitors: async () => (await day()).visitors };
}

function trackerOf(target: Target) {
  return (visitor: number) => {
    const body = JSON.stringify({ path: '/', referrer: `https://${visitor % 20}.example/` });
    const headers = {
      'user-agent': `${chrome} Visitor/${visitor}`,
      'content-type': 'application/json',
      'content-length': `${body.length}`,
    };
    return target({ method: 'POST', path: '/v1/visitors/track', headers, body });
  };
}

async function dayOf(repository: ReturnType<typeof repositoryOn>) {
  const today = utcDay(Date.now());
  return (await repository.summaries([today], soon())).get(today) ?? summarize([]);
}
