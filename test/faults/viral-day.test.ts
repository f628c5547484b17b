import { test } from 'tap';
import { addDays, utcDay } from '../../app/days/utc-day.ts';
import { startThrottle } from '../../bench/hot-key-throttle.ts';
import { chrome } from '../support/agents.ts';
import { startBundle } from '../support/bundle.ts';
import { gatewayEvent } from '../support/gateway-event.ts';
import { databaseEnv, makeTable } from '../support/table.ts';
import { dayOf } from '../support/trackers.ts';
import { repositoryOn } from '../support/visitors.ts';

const visitors = 10_000;
/** Processes of the bundle, each of which handles one request at a time, as in Lambda. */
const processes = 4;
/** 1/50 of DynamoDB's, as DynamoDB Local does some hundred writes per second. */
const unitsPerSecond = 20;

test(`${visitors} visitors from as many networks, as fast as they are answered, are all counted`, async (t) => {
  const throttle = await startThrottle(databaseEnv().DYNAMODB_ENDPOINT, unitsPerSecond);
  t.teardown(throttle.stop);
  const table = await makeTable(t);
  const env = { DATA_TABLE_NAME: table.name, DYNAMODB_ENDPOINT: throttle.url, LOG_LEVEL: 'error' };
  const day = utcDay(Date.now());
  const statuses = new Map<number, number>();
  let next = 0;
  await Promise.all(
    Array.from({ length: processes }, async () => {
      const bundle = await startBundle(t, env);
      while (next < visitors) {
        const { statusCode } = await bundle.invoke(visitFrom(next++));
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      }
    }),
  );
  t.strictSame([...statuses], [[200, visitors]], 'nobody is refused');
  const { visitors: counted, referrers } = await dayOf(repositoryOn(table));
  t.equal(counted, visitors);
  t.strictSame(referrers, { 'news.example': visitors });
  t.comment(`${throttle.refused} writes were throttled, ${throttle.units / visitors} units each`);
  t.ok(throttle.units <= 1.3 * visitors);

  const repository = repositoryOn(table);
  const tomorrow = addDays(day, 1);
  await repository.rollUp(tomorrow, AbortSignal.timeout(60_000));
  const totals = await repository.totals(AbortSignal.timeout(10_000));
  t.match(totals, { rolledUp: visitors, open: new Map() });
});

function visitFrom(i: number) {
  const body = JSON.stringify({ path: '/', referrer: 'https://news.example/item?id=1' });
  const event = gatewayEvent({
    method: 'POST',
    path: '/v1/visitors/track',
    headers: {
      'User-Agent': chrome,
      'Content-Type': 'application/json',
      'Content-Length': `${body.length}`,
    },
    body,
  });
  event.requestContext.identity.sourceIp = `10.${i >> 8}.${i & 255}.7`;
  return event;
}
