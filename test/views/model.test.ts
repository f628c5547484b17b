import fc from 'fast-check';
import { test } from 'tap';
import { utcDay } from '../../app/days/utc-day.ts';
import { Unavailable } from '../../app/errors.ts';
import { breakWire, type WireFault, wireFaults } from '../support/broken-wire.ts';
import { anyVersion, contentOn, post } from '../support/content.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';
import { viewOf, viewsOn } from '../support/views.ts';
import { repositoryOn, soon } from '../support/visitors.ts';

const hour = 3_600_000;
const start = Date.parse('2026-12-30T20:00:00Z');
const processes = 3;
const items = 3;

type Step =
  | { do: 'view'; process: number; views: [item: number, visitor: number][] }
  | { do: 'pass'; hours: number }
  | { do: 'restart'; process: number; capacity: number }
  | { do: 'roll-up'; dieAfter: number; answered: boolean }
  | { do: 'delete'; item: number };

const process = fc.nat({ max: processes - 1 });
const view = fc.tuple(fc.nat({ max: items - 1 }), fc.nat({ max: 9 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('view' as const),
      process,
      views: fc.array(view, { minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      hours: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart' as const),
      process,
      capacity: fc.constantFrom(1, 2, 5, 40),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('roll-up' as const),
      dieAfter: fc.nat({ max: 60 }),
      answered: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), item: fc.nat({ max: items - 1 }) }),
  },
);

for (const [what, chance, numRuns] of [
  ['with interrupted roll-ups', 0, 4],
  ['on a wire that loses a third of the requests', 35, 2],
] as const) {
  test(`the tables agree with plain sets of views ${what}`, async (t) => {
    const seed = Number(globalThis.process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    t.comment(`SEED=${seed}`);
    const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
    let fault: () => WireFault = () => 'none';
    breakWire(client, () => fault());
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 25 }),
        fc.infiniteStream(fc.noBias(fc.nat({ max: 99 }))),
        async (steps, random) => {
          const table = await makeTable(t);
          let now = start;
          const clock = () => now;
          const content = contentOn(table, { now: clock });
          const posts = await Promise.all(
            Array.from({ length: items }, (_, i) =>
              content.create('post', post(`Post ${i}`), { publish: true }),
            ),
          );
          const ids = posts.map(({ item }) => item.id);
          const boot = (capacity: number) => viewsOn(table, { client, capacity, now: clock });
          const services = Array.from({ length: processes }, () => boot(2));
          const expected = ids.map(() => new Set<string>());
          const deleted = new Set<number>();

          const track = async (i: number, item: number, visitor: number) => {
            for (let tries = 0; tries < 30; tries++) {
              try {
                await services[i]?.track(
                  { kind: 'post', id: ids[item] ?? '' },
                  viewOf(visitor),
                  soon(),
                );
                expected[item]?.add(`${utcDay(now)} ${visitor}`);
                return;
              } catch (error) {
                // What was deleted is not found, or for a minute still counted for nothing.
                if (deleted.has(item)) return;
                if (!(error instanceof Unavailable)) throw error;
              }
            }
            throw new Error('Rejected again and again');
          };

          for (const step of steps) {
            fault = () => {
              if (random.next().value >= chance) return 'none';
              return wireFaults[random.next().value % wireFaults.length] ?? 'none';
            };
            if (step.do === 'view') {
              await Promise.all(step.views.map(([item, who]) => track(step.process, item, who)));
            } else if (step.do === 'pass') now += step.hours * hour;
            else if (step.do === 'restart') services[step.process] = boot(step.capacity);
            else if (step.do === 'delete') {
              if (deleted.has(step.item)) continue;
              deleted.add(step.item);
              await content.remove('post', ids[step.item] ?? '', anyVersion);
            } else {
              const death = new AbortController();
              let left = step.dieAfter;
              fault = () => {
                if (left-- > 0) return 'none';
                death.abort();
                return step.answered ? 'lost-answer' : 'lost-request';
              };
              const visitors = repositoryOn(table, { client, now: clock });
              await visitors.rollUp(utcDay(now), death.signal).catch((error) => {
                if (!(error instanceof Unavailable)) throw error;
              });
            }
          }

          fault = () => 'none';
          const check = async (when: string) => {
            const found = await viewsOn(table, { now: clock }).ofKind('post');
            for (const [i, id] of ids.entries()) {
              const views = found.find(({ contentId }) => contentId === id)?.views ?? 0;
              const wanted = deleted.has(i) ? 0 : expected[i]?.size;
              if (views !== wanted) throw new Error(`${views} views ${when}, not ${wanted}`);
            }
          };
          await check('before the roll-up');
          now += 48 * hour;
          await repositoryOn(table, { now: clock }).rollUp(utcDay(now), soon());
          await check('after the roll-up');
          counted += expected.reduce((sum, set) => sum + set.size, 0);
        },
      ),
      { numRuns, seed, endOnFailure: chance > 0 },
    );
    t.ok(counted > 0, `${counted} views were counted`);
  });
}
