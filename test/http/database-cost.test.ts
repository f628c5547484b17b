import { readFile, writeFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type Test, test } from 'tap';
import { chrome } from '../support/agents.ts';
import { build } from '../support/build.ts';
import { startMeter } from '../support/meter.ts';
import { databaseEnv, makeTable } from '../support/table.ts';

const file = new URL('database-cost.json', import.meta.url);

/** What a request costs in the database: as many requests to it, for as many units of reads and writes. */
type Cost = [requests: number, units: number];

const routes = [
  'GET /count',
  'GET /count.svg',
  'POST /v1/visitors/track',
  'GET /v1/visitors/count',
  'GET /v1/visitors/trends/daily?days=30',
  'GET /v1/visitors/trends/monthly?months=12',
  'GET /v1/analytics/overview?days=30',
  'GET /v1/analytics/total-views',
  'GET /v1/analytics/top-content',
  'GET /v1/blog/posts',
  'GET /v1/blog/posts/a-post',
  'GET /v1/blog/categories',
  'GET /v1/projects',
  'GET /v1/media',
  'GET /v1/export',
  'GET /health',
];

const owner = {
  verifyToken: async (accessToken: string) => ({
    ...{ id: 'owner', role: 'owner' as const, signedInAt: Date.now() / 1000, accessToken },
  }),
};

async function ask(app: FastifyInstance, route: string, body?: object): Promise<void> {
  const [method = '', url = ''] = route.split(' ');
  const { statusCode } = await app.inject({
    ...{ method: method as 'GET', url },
    headers: {
      'user-agent': chrome,
      ...(!url.endsWith('/track') && { authorization: 'Bearer a.b.c' }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { payload: body }),
  });
  if (statusCode >= 300) throw new Error(`${route}: ${statusCode}`);
}

/** Of the first such request of a process, on tables with one post. */
async function costOf(t: Test, route: string): Promise<Cost> {
  const { DYNAMODB_ENDPOINT = '' } = databaseEnv();
  const meter = await startMeter(DYNAMODB_ENDPOINT);
  t.teardown(() => meter.close());
  const env = { DATA_TABLE_NAME: (await makeTable(t)).name, DYNAMODB_ENDPOINT: meter.url };
  const { app: writer } = await build(t, { env, dependencies: owner });
  const post = { title: 'A post', slug: 'a-post', category: 'Notes', content: 'Text' };
  await ask(writer, 'POST /v1/blog/posts', { ...post, status: 'published' });
  const { app } = await build(t, { env, dependencies: owner });
  meter.read();
  await ask(app, route, route.endsWith('/track') ? { path: '/' } : undefined);
  const { requests, units } = meter.read();
  return [requests, units];
}

// After a change that is worth it: DATABASE_COST=write npm run test:some -- test/http/database-cost.test.ts
test('no route costs more in the database than the committed figures say', async (t) => {
  const found: Record<string, Cost> = {};
  for (const route of routes) found[route] = await costOf(t, route);
  if (process.env.DATABASE_COST === 'write') {
    const lines = Object.entries(found).map(
      ([route, cost]) => `  ${JSON.stringify(route)}: [${cost.join(', ')}]`,
    );
    await writeFile(file, `{\n${lines.join(',\n')}\n}\n`);
  }
  const committed: Record<string, Cost> = JSON.parse(await readFile(file, 'utf8'));
  t.strictSame(Object.keys(committed), routes);
  t.strictSame(
    Object.entries(found).flatMap(([route, [requests, units]]) => {
      const [mostRequests = 0, mostUnits = 0] = committed[route] ?? [];
      if (requests <= mostRequests && units <= mostUnits) return [];
      return [
        `${route} costs ${units} units in ${requests} requests, not ${mostUnits} in ${mostRequests}`,
      ];
    }),
    [],
  );
});
