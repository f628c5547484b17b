import tap, { test } from 'tap';
import { exampleOf, routeNames, splitRoute, tokenRoutes } from '../../scripts/lib/routes.ts';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { build, listen } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import {
  allEvents,
  asCall,
  exampleEvent,
  expectedStatuses,
  recordedEvents,
  statuses,
} from '../support/events.ts';
import { makeTable } from '../support/table.ts';
import { fromLambda, onBundle, overHttp } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';

const events = await allEvents();
const pool = await makeUserPool(tap);
/** Bundles and server get the same events in the same order, each side on one table. */
const [bundleTable, serverTable] = [await makeTable(tap), await makeTable(tap)];
const server = await build(tap, { env: { ...pool.env, DATA_TABLE_NAME: serverTable.name } });
const http = overHttp(await listen(server.app));

test('events/ has an ordinary example for each method, as the table of routes generates it', async (t) => {
  const recorded = Object.entries(await recordedEvents());
  const ordinary = recorded.filter(([name]) => !name.startsWith('awkward-'));
  for (const [name, event] of ordinary) {
    t.strictSame(exampleEvent(`${event.httpMethod} ${event.resource}`), event, name);
  }
  const methods = new Set(routeNames.map((name) => splitRoute(name).method));
  t.strictSame(ordinary.map(([, event]) => event.httpMethod).sort(), [...methods].sort());
});

/** Routes of one part of the API share a process; each of its first events finds a cold one. */
const groups = Object.groupBy(Object.entries(events), ([name, { path }]) =>
  name.startsWith('awkward-') ? name : path.split('/', 3).join('/'),
);

for (const [group, ofGroup = []] of Object.entries(groups)) {
  test(`a fresh bundle answers the events of ${group} as HTTP does`, async (t) => {
    const bundle = await startBundle(t, { ...pool.env, DATA_TABLE_NAME: bundleTable.name });
    for (const [name, event] of ofGroup) {
      const fromBundle = fromLambda(await bundle.invoke(event));
      const fromHttp = await http(asCall(event));
      t.equal(fromBundle.status, fromHttp.status, name);
      const [ofBundle, ofHttp] = [fromBundle, fromHttp].map(({ body }) => JSON.parse(asJson(body)));
      if (ofHttp.lastUpdated) ofHttp.lastUpdated = ofBundle.lastUpdated;
      t.strictSame(ofBundle, ofHttp, name);
      t.strictSame(withoutTransport(fromBundle.headers), withoutTransport(fromHttp.headers), name);
      t.equal(fromBundle.headers['x-request-id'], event.requestContext.requestId, name);
    }
  });
}

test('without a token, the bundle answers as the table of routes says', async (t) => {
  t.strictSame(await statuses(await startBundle(t, pool.env)), expectedStatuses);
});

test('the bundle answers the owner as the table of routes says', async (t) => {
  const bundle = await startBundle(t, pool.env);
  const body = JSON.stringify(localOwner);
  const headers = { 'content-type': 'application/json' };
  const login = await onBundle(bundle)({ method: 'POST', path: '/v1/auth/login', headers, body });
  const { accessToken } = JSON.parse(login.body);
  const answered: Record<string, number> = {};
  const expected: Record<string, number> = {};
  for (const name of tokenRoutes) {
    answered[name] = (await bundle.invoke(exampleEvent(name, accessToken))).statusCode;
    expected[name] = exampleOf(name).status;
  }
  t.strictSame(answered, expected);
});

function asJson(body: string): string {
  return body.startsWith('{') ? body : JSON.stringify(body);
}

/** The headers that do not belong to one connection or one request. */
function withoutTransport(headers: Record<string, string>): Record<string, string> {
  const { date, connection, 'keep-alive': keepAlive, 'x-request-id': id, ...rest } = headers;
  return rest;
}
