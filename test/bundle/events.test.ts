import tap, { test } from 'tap';
import { build, listen } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { asCall, expectedStatuses, recordedEvents, statuses } from '../support/events.ts';
import { makeTable } from '../support/table.ts';
import { fromLambda, overHttp } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';

const events = await recordedEvents();
const pool = await makeUserPool(tap);
/** Bundles and server get the same events in the same order, each side on one table. */
const [bundleTable, serverTable] = [await makeTable(tap), await makeTable(tap)];
const server = await build(tap, { env: { ...pool.env, DATA_TABLE_NAME: serverTable.name } });
const http = overHttp(await listen(server.app));

test('there is an event for every route', async (t) => {
  const document = JSON.parse((await server.app.inject('/openapi.json')).body);
  const routes = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const recorded = Object.values(events).map((e) => `${e.httpMethod} ${e.resource}`);
  t.strictSame(
    routes.filter((route) => !recorded.includes(route)),
    [],
  );
});

for (const [name, event] of Object.entries(events)) {
  test(`a fresh bundle answers the event ${name} as HTTP does`, async (t) => {
    const bundle = await startBundle(t, { ...pool.env, DATA_TABLE_NAME: bundleTable.name });
    const fromBundle = fromLambda(await bundle.invoke(event));
    const fromHttp = await http(asCall(event));
    t.equal(fromBundle.status, fromHttp.status);
    const [ofBundle, ofHttp] = [fromBundle, fromHttp].map(({ body }) => JSON.parse(asJson(body)));
    if (ofHttp.lastUpdated) ofHttp.lastUpdated = ofBundle.lastUpdated;
    t.strictSame(ofBundle, ofHttp);
    t.strictSame(withoutTransport(fromBundle.headers), withoutTransport(fromHttp.headers));
    t.equal(fromBundle.headers['x-request-id'], event.requestContext.requestId);
  });
}

test('the answers are what the events are about', async (t) => {
  t.strictSame(await statuses(await startBundle(t, pool.env)), expectedStatuses);
});

function asJson(body: string): string {
  return body.startsWith('{') ? body : JSON.stringify(body);
}

/** Without what belongs to a connection or to one request. */
function withoutTransport(headers: Record<string, string>): Record<string, string> {
  const { date, connection, 'keep-alive': keepAlive, 'x-request-id': id, ...rest } = headers;
  return rest;
}
