import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoCountRepository } from '../../app/features/count/dynamo-repository.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { faults, startFaultProxy } from '../support/fault-proxy.ts';
import { seededRandom } from '../support/random.ts';
import { type Server, startServer } from '../support/server.ts';
import { busyCore, everyStorm, flap, storm, type Timed, timed } from '../support/storm.ts';
import { makeTable } from '../support/table.ts';
import { inProcess, overHttp } from '../support/target.ts';

/** The status for each fault, and whether the counter includes the view afterwards. */
const outcomes = {
  'drop-request': { status: 503, counted: false },
  'drop-answer': { status: 503, counted: true },
  hang: { status: 503, counted: false },
  'hang-after-commit': { status: 503, counted: true },
  delay: { status: 200, counted: true },
  throttle: { status: 503, counted: false },
  error: { status: 503, counted: false },
  'error-after-commit': { status: 503, counted: true },
  'cut-body': { status: 503, counted: true },
} satisfies Record<(typeof faults)[number], { status: number; counted: boolean }>;

/** Requests before a storm of faults, as a process and a database that just started are still compiling. */
const warmUp = 200;

for (const fault of faults) {
  test(`with the fault "${fault}", a view is answered in time, counted at most once, and the app recovers`, async (t) => {
    const { target, proxy, total, server } = await counterBehindProxy(t);
    t.equal((await target({ path: '/count' })).status, 200);
    const { status, counted } = outcomes[fault];

    proxy.fault = () => fault;
    const { answer, ms } = await timed(() => target({ path: '/count' }));
    t.equal(answer.status, status);
    t.ok(ms < 3000, `${ms} ms`);
    if (status === 503) {
      isError(t, answer, 503, fault);
      t.match(answer.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
    }
    t.equal(await total(), counted ? 2 : 1);

    proxy.fault = () => 'none';
    t.equal((await target({ path: '/count' })).status, 200);
    t.equal(await total(), counted ? 3 : 2);
    t.ok(server.isWell(), 'no rejection went unhandled');
  });
}

test('a throttled count is retried, as it was not applied', async (t) => {
  const { target, proxy, total } = await counterBehindProxy(t);
  let left = 3;
  proxy.fault = () => (left-- > 0 ? 'throttle' : 'none');
  t.equal((await target({ path: '/count' })).status, 200);
  t.equal(proxy.requests, 4);
  t.equal(await total(), 1);
});

test('a refused connection is retried, as nothing was sent', async (t) => {
  const { target, proxy, total } = await counterBehindProxy(t);
  await proxy.refuse();
  const answer = timed(() => target({ path: '/count' }));
  setTimeout(() => proxy.accept(), 300);
  t.equal((await answer).answer.status, 200);
  t.equal(await total(), 1);
});

test('a view gets 503 within 3 seconds while the database takes no connections, and 200 afterwards', async (t) => {
  const { target, proxy, total } = await counterBehindProxy(t);
  await proxy.refuse();
  const { answer, ms } = await timed(() => target({ path: '/count' }));
  t.equal(answer.status, 503);
  t.ok(ms < 3000, `${ms} ms`);
  await proxy.accept();
  t.equal((await target({ path: '/count' })).status, 200);
  t.equal(await total(), 1);
});

test('without the table, a view gets 503, and the answer does not name the table', async (t) => {
  const { app } = await build(t, { env: { DATA_TABLE_NAME: 'no-such-table' } });
  const answer = await inProcess(app)({ path: '/count' });
  isError(t, answer, 503, 'no table');
  t.notMatch(answer.body, 'no-such-table');
});

test('a count that may have been applied is never retried', async (t) => {
  const { target, proxy } = await counterBehindProxy(t);
  for (const fault of ['drop-answer', 'error', 'cut-body', 'drop-request'] as const) {
    proxy.requests = 0;
    proxy.fault = () => fault;
    await target({ path: '/count' });
    t.equal(proxy.requests, 1, fault);
  }
});

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
  t.ok(slowest < 3000, `slowest answer ${slowest} ms after the app began to handle it`);
  t.ok(counts.length > 0, 'some got through');
  t.ok(server.isWell(), 'no rejection went unhandled');
}

async function warmCounterBehindProxy(t: Test) {
  const counter = await counterBehindProxy(t);
  await storm(() => counter.target({ path: '/count' }), warmUp, 10);
  return { ...counter, total: async () => (await counter.total()) - warmUp };
}

async function counterBehindProxy(t: Test) {
  const proxy = await startFaultProxy(t);
  const { name, client } = await makeTable(t);
  const server = await startServer(t, { DATA_TABLE_NAME: name, DYNAMODB_ENDPOINT: proxy.url });
  const { total } = dynamoCountRepository(database(client).table(name));
  return { target: overHttp(server.url), proxy, total, server };
}
