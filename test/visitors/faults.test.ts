import { setTimeout as sleep } from 'node:timers/promises';
import { type Test, test } from 'tap';
import { forEach } from '../../app/distinct/for-each.ts';
import { isError } from '../contract/suite.ts';
import { faults, startFaultProxy } from '../support/fault-proxy.ts';
import { gatewayMs, timed } from '../support/storm.ts';
import { clientThrough, makeTable } from '../support/table.ts';
import type { Answer } from '../support/target.ts';
import { appBehindProxy, trackerBehindProxy } from '../support/trackers.ts';
import { repositoryOn, serviceOn, visitOf } from '../support/visitors.ts';

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

for (const fault of faults) {
  test(`with the fault "${fault}", a visit is answered in time, and counted once after a retry`, async (t) => {
    const { track, proxy, visitors, server } = await trackerBehindProxy(t);
    t.equal((await track(0)).status, 200);
    const { status, counted } = outcomes[fault];

    proxy.fault = () => fault;
    const { answer, ms } = await timed(() => track(1));
    t.equal(answer.status, status);
    t.ok(ms < gatewayMs, `${ms} ms`);
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

/** Faults that are tried at a time: a visit must end in 1.5 s, also on a busy machine. */
const concurrency = 3;

// The second request opens the day, the fourth reads the path, the fifth counts.
for (const passed of [0, 1, 2, 3, 4]) {
  test(`the first visit of a day is counted once despite faults from request ${passed + 1} on`, (t) =>
    forEach([...faults], concurrency, (fault) => isCountedOnce(t, fault, passed)));
}

/** The first visit of a fresh app and day. Its first `passed` requests to the database succeed. */
async function isCountedOnce(t: Test, fault: (typeof faults)[number], passed: number) {
  const { track, proxy, visitors } = await appBehindProxy(t);
  let left = passed;
  proxy.fault = () => (left-- > 0 ? 'none' : fault);
  const { answer, ms } = await timed(() => track(1));
  t.ok([200, 503].includes(answer.status), `${fault}: ${answer.status}`);
  t.ok(ms < gatewayMs, `${ms} ms`);
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
  t.ok(ms < gatewayMs, `${ms} ms`);
  t.equal(await visitors(), 1);

  await proxy.accept();
  const again = await track(1);
  t.equal(again.status, 200);
  t.equal(JSON.parse(again.body).tracked, true);
  t.equal(await visitors(), 2);
  t.ok(server.isWell(), 'no rejection went unhandled');
});

test('a visit is counted despite any single fault', (t) =>
  forEach([...faults], concurrency, (fault) => goesWrongOnce(t, fault)));

async function goesWrongOnce(t: Test, fault: (typeof faults)[number]) {
  const { track, proxy, visitors } = await appBehindProxy(t);
  t.equal((await track(0)).status, 200);
  let left = 1;
  proxy.fault = () => (left-- > 0 ? fault : 'none');
  const { status } = await track(1);
  t.equal(status, 200, fault);
  t.equal(await visitors(), 2);
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
    t.ok(ms < 1500, `${ms} ms: the service's own limit is later`);
  }
});

/** A visit that is retried at once may still get 503, because of writes that the first try started. */
async function untilAccepted(call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 20; tries++, await sleep(100)) {
    const answer = await call();
    if (answer.status === 200) return answer;
  }
  throw new Error('Not accepted for two seconds');
}
