import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { test } from 'tap';
import { addDays, utcDay } from '../../app/days/utc-day.ts';
import { overview } from '../../app/features/analytics/overview.ts';
import { ledgerKeys } from '../../app/features/visitors/keys.ts';
import { makeTable } from '../support/table.ts';
import { repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

const kinds = ['visit', 'bot', 'prefetch', 'opted-out', 'owner', 'cross-site'] as const;
const headers = {
  visit: {},
  bot: { 'user-agent': 'curl/8.0' },
  prefetch: { 'sec-purpose': 'prefetch' },
  'opted-out': { 'sec-gpc': '1' },
  owner: {},
  'cross-site': {},
};
const columns = {
  bot: 'bot',
  prefetch: 'prefetch',
  'opted-out': 'optedOut',
  owner: 'owner',
  'cross-site': 'crossSite',
} as const;
const maxPerNetwork = 3;
/** Repeated visits of a visitor that count as views. */
const maxRepeats = 20;

test('the ledger counts every received request under its outcome', async (t) => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  t.comment(`SEED=${seed}`);
  const request = fc.record({
    kind: fc.constantFrom(...kinds),
    visitor: fc.oneof(fc.nat({ max: 8 }), fc.constant(0)),
    network: fc.nat({ max: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 80 }),
      fc.nat({ max: 3 }),
      async (sent, days) => {
        let now = Date.parse('2026-11-21T12:00:00Z');
        const table = await makeTable(t);
        const visitors = serviceOn(repositoryOn(table, { maxPerNetwork }), () => now);
        const expected = {
          duplicate: 0,
          bot: 0,
          prefetch: 0,
          optedOut: 0,
          owner: 0,
          crossSite: 0,
          rateLimited: 0,
        };
        const seen = new Map<string, Set<number>>();
        const repeats = new Map<string, number>();
        let counted = 0;
        for (const [i, { kind, visitor, network }] of sent.entries()) {
          const { headers: agent } = visitOf(visitor);
          await visitors.track(
            {
              headers: { ...agent, ...headers[kind] },
              address: `10.0.${network}.1`,
              isOwner: kind === 'owner',
              isCrossSite: kind === 'cross-site',
              log: { warn() {} },
            },
            soon(),
          );
          if (kind === 'visit') {
            const name = `${utcDay(now)} ${network}`;
            const ofNetwork = seen.get(name) ?? new Set();
            const times = repeats.get(`${name} ${visitor}`) ?? 0;
            if (ofNetwork.has(visitor)) {
              expected[times < maxRepeats ? 'duplicate' : 'rateLimited']++;
              repeats.set(`${name} ${visitor}`, times + 1);
            } else if (ofNetwork.size === maxPerNetwork) expected.rateLimited++;
            else {
              counted++;
              seen.set(name, ofNetwork.add(visitor));
            }
          } else expected[columns[kind]]++;
          if (i % 40 === 39) {
            now += days * 24 * 3_600_000;
            await visitors.rollUp(soon());
          }
        }
        const { ledger } = overview((await visitors.summaries(30)).days);
        t.same(ledger, { received: sent.length, counted, ...expected });
      },
    ),
    { numRuns: 20, seed },
  );
});

test('a repeated visit while its day is being closed is a duplicate in the next ledger', async (t) => {
  const table = await makeTable(t);
  const repository = repositoryOn(table);
  const visitors = serviceOn(repository, Date.now);
  const { day } = await visitors.track(visitOf(1), soon());
  for (const Key of ledgerKeys(day)) {
    await table.client.send(
      new UpdateCommand({
        TableName: table.ephemeral,
        Key,
        UpdateExpression: 'SET closed = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    );
  }
  t.match(await visitors.track(visitOf(1), soon()), { reason: 'duplicate', day });
  const next = addDays(day, 1);
  const summary = (await repository.summaries([next], soon())).get(next);
  t.match(summary, { visitors: 0, uncounted: { duplicate: 1 } });
});
