import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { addDays, daysFrom, utcDay } from '../../app/days/utc-day.ts';
import { forEach } from '../../app/distinct/for-each.ts';
import { Unavailable } from '../../app/errors.ts';
import { ephemeralKeys } from '../../app/features/visitors/keys.ts';
import type { Request, VisitorService } from '../../app/features/visitors/service.ts';
import { breakWire, type WireFault, wireFaults } from './broken-wire.ts';
import { clientThrough, databaseEnv, makeTable } from './table.ts';
import { repositoryOn, serviceOn, soon, visitOf } from './visitors.ts';

const daysAreOver = 'This day and the next one are closed';
const hour = 3_600_000;
const start = Date.parse('2026-12-29T22:00:00Z');
const processes = 3;

/** What may happen, in any order. */
type Step =
  | { do: 'visit'; process: number; visitors: number[] }
  | { do: 'rush'; visitors: number[] }
  | { do: 'pass'; hours: number }
  | { do: 'set-clock'; process: number; hours: number }
  | { do: 'crowd'; from: number; count: number }
  | { do: 'restart'; process: number; capacity: number }
  | { do: 'roll-up'; process: number; dieAfter: number; answered: boolean };

const process = fc.nat({ max: processes - 1 });
const visitors = fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 6 });
/** Items of a few visitors make a deep tree of a small day. */
const capacity = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(40));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('visit' as const), process, visitors }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rush' as const), visitors }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      hours: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('set-clock' as const),
      process,
      hours: fc.integer({ min: -26, max: 26 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('crowd' as const),
      from: fc.nat({ max: 20 }),
      count: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 10, max: 200 }) },
        { weight: 1, arbitrary: fc.integer({ min: 500, max: 1000 }) },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('restart' as const), process, capacity }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('roll-up' as const),
      process,
      dieAfter: fc.oneof(fc.nat({ max: 25 }), fc.nat({ max: 300 })),
      answered: fc.boolean(),
    }),
  },
);

/** Tests that the tables agree with a plain set, after this number of random stories on each kind of wire. */
export function testModel({ undisturbed, lossy }: Record<'undisturbed' | 'lossy', number>): void {
  for (const [what, chance, numRuns] of [
    ['visits, replays, clock changes and interrupted roll-ups', 0, undisturbed],
    ['the same events on a wire that loses a third of the requests', 35, lossy],
  ] as const) {
    test(`the tables agree with a plain set of visitors after ${what}`, async (t) => {
      const seed = Number(globalThis.process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      t.comment(`SEED=${seed}`);
      const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
      const wire: Wire = { fault: () => 'none' };
      breakWire(client, () => wire.fault());
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 5, maxLength: 25 }),
          capacity,
          fc.infiniteStream(fc.noBias(fc.nat({ max: 99 }))),
          async (steps, capacity, random) => {
            const world = await makeWorld(t, wire, client, capacity, () => {
              if (random.next().value >= chance) return 'none';
              return wireFaults[random.next().value % wireFaults.length] ?? 'none';
            });
            for (const step of steps) await world.take(step);
            await world.holds();
            accepted += world.accepted();
          },
        ),
        { numRuns, seed, endOnFailure: chance > 0 },
      );
      t.ok(accepted > 0, `${accepted} visits were accepted`);
    });
  }
}

interface Wire {
  fault: () => WireFault;
}

/** The processes of a site, their clocks, and the check of the promises. */
async function makeWorld(
  t: Test,
  wire: Wire,
  client: DynamoDBDocumentClient,
  firstCapacity: number,
  fault: () => WireFault,
) {
  const table = await makeTable(t);
  let now = start;
  const offsets = Array.from({ length: processes }, () => 0);
  const clock = (i: number) => now + (offsets[i] ?? 0);
  const boot = (i: number, capacity: number) =>
    serviceOn(repositoryOn(table, { client, capacity, now: () => clock(i) }), () => clock(i));
  const services: VisitorService[] = offsets.map((_, i) => boot(i, firstCapacity));
  /** On a wire that loses nothing. */
  const repository = repositoryOn(table);
  let visits = 0;

  const accepted = new Map<string, Set<number>>();
  /** Visits with a failed try on a day, for which a try on the next day was accepted, or none was. */
  const maybe = new Map<string, Set<number>>();
  const counted = new Set<string>();
  const add = (to: Map<string, Set<number>>, day: string, visitor: number) =>
    to.set(day, (to.get(day) ?? new Set()).add(visitor));

  async function visit(i: number, visitor: number): Promise<void> {
    const failedOn = new Set<string>();
    for (let tries = 0; tries < 30; tries++) {
      const today = utcDay(clock(i));
      try {
        const service = services[i] as VisitorService;
        const { day, reason } = await service.track(requestOf(visitor), soon());
        if (!reason) {
          const name = `${day} ${visitor}`;
          if (counted.has(name)) throw new Error(`${name} was counted twice`);
          counted.add(name);
        }
        visits++;
        add(accepted, day, visitor);
        for (const failed of failedOn) if (failed !== day) add(maybe, failed, visitor);
        return;
      } catch (error) {
        ignoreUnavailable(error);
        const days = [today, addDays(today, 1)];
        // By the clock of the process, both days that could count the visit are over: no try can succeed.
        if ((error as Error & { cause?: Error }).cause?.message === daysAreOver) {
          for (const day of days) if (!(await isOver(day))) throw new Error(`${day} is not over`);
          for (const failed of failedOn) add(maybe, failed, visitor);
          return;
        }
        for (const day of days) failedOn.add(day);
      }
    }
    throw new Error(`Visitor ${visitor} was rejected again and again`);
  }

  /** Whether the roll-up of a day has begun: a process that died during it may have left the day open. */
  async function isOver(day: string): Promise<boolean> {
    const found = await repository.openDay(day, soon());
    if (!found) return true;
    const first = ephemeralKeys.visits(day, '');
    const root = await database(table.client)
      .table(table.ephemeral)
      .get(first, { consistent: true });
    return root?.closed === true;
  }

  async function take(step: Step): Promise<void> {
    wire.fault = fault;
    switch (step.do) {
      case 'visit':
        await Promise.all(step.visitors.map((visitor) => visit(step.process, visitor)));
        break;
      case 'rush':
        await Promise.all([
          ...services.flatMap((_, i) => step.visitors.map((visitor) => visit(i, visitor))),
          services[0]?.rollUp(soon()).catch(ignoreUnavailable),
        ]);
        break;
      case 'crowd':
        await forEach(
          Array.from({ length: step.count }, (_, i) => i),
          20,
          (i) => visit(i % processes, step.from + i),
        );
        break;
      case 'pass':
        now += step.hours * hour;
        break;
      case 'set-clock':
        offsets[step.process] = step.hours * hour;
        break;
      case 'restart':
        services[step.process] = boot(step.process, step.capacity);
        break;
      case 'roll-up': {
        const death = new AbortController();
        let left = step.dieAfter;
        wire.fault = () => {
          if (left-- > 0) return 'none';
          death.abort();
          return step.answered ? 'lost-answer' : 'lost-request';
        };
        await services[step.process]?.rollUp(death.signal).catch(ignoreUnavailable);
      }
    }
  }

  async function holds(): Promise<void> {
    wire.fault = () => 'none';
    const first = utcDay(start - 60 * hour);
    const last = utcDay(now + 80 * hour);
    const days = daysFrom(first, last);
    const check = async (when: string) => {
      const totals = await repository.dayTotals(days, soon());
      const summaries = await repository.summaries(days, soon());
      const { rolledUp, open } = await repository.totals(soon());
      let sum = 0;
      for (const day of days) {
        const visitors = totals.get(day)?.visitors ?? 0;
        sum += visitors;
        const certain = accepted.get(day) ?? new Set();
        const possible = new Set([...certain, ...(maybe.get(day) ?? [])]);
        if (visitors < certain.size || visitors > possible.size) {
          throw new Error(
            `${day} has ${visitors} ${when}, not ${certain.size} to ${possible.size}`,
          );
        }
        const {
          visitors: summed = 0,
          paths,
          referrers,
          countries,
          devices,
        } = summaries.get(day) ?? {};
        for (const tally of [paths, referrers, countries, devices]) {
          const total = Object.values(tally ?? {}).reduce((a, b) => a + b, 0);
          if (total !== visitors || summed !== visitors)
            throw new Error(`${day}: ${total} ${when}`);
        }
      }
      const count = rolledUp + [...open.values()].reduce((a, b) => a + b, 0);
      if (count !== sum) throw new Error(`${count} in all ${when}, ${sum} by the day`);
    };
    await check('as it is');
    await repository.rollUp(utcDay(now + 90 * hour), soon());
    await check('rolled up');
    const { open } = await repository.totals(soon());
    if (open.size > 0) throw new Error(`${[...open.keys()]} are still open`);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.ephemeral }));
    for (const item of Items) {
      if ('salt' in item || 'seen' in item)
        throw new Error(`${item.pk} ${item.sk} still has data about visitors`);
    }
  }

  return { take, holds, accepted: () => visits };
}

/** Visitors share networks, so that the paths of networks get deep. */
function requestOf(visitor: number): Request {
  const network = visitor % 300;
  return { ...visitOf(visitor), address: `10.${network >> 8}.${network & 255}.7` };
}

function ignoreUnavailable(error: unknown): void {
  if (!(error instanceof Unavailable)) throw error;
}
