import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app/app.ts';
import { appVariables, readConfig } from '../app/config.ts';
import { createContentDependencies } from '../app/content-dependencies.ts';
import { registerContentRoutes } from '../app/content-routes.ts';
import { addDays, daysUpTo, utcDay } from '../app/days/utc-day.ts';
import { createDependencies } from '../app/dependencies.ts';
import { registerRoutes } from '../app/routes.ts';
import { cleanupStack } from '../scripts/lib/cleanup-stack.ts';
import { runScript } from '../scripts/lib/user-error.ts';
import { startDatabase } from '../scripts/local/database.ts';
import { sampleDay } from '../scripts/seed/sample-day.ts';
import { buildSite } from '../site/build.ts';
import { type Meter, startMeter } from '../test/support/meter.ts';
import { growthChart, type Reading, report } from './growth/report.ts';
import { onTables } from './on-tables.ts';
import { inserted } from './page-part.ts';
import { median } from './percentile.ts';

// Measures what each reading route costs with more and more data, and writes it into docs/scale.md.
const sizes = [1, 365, 3650];
/** Days for each post. */
const daysPerPost = 10;
const rounds = 15;
const page = 'docs/scale.md';

const routes = [
  '/v1/visitors/count',
  '/v1/visitors/trends/daily?days=30',
  '/v1/visitors/trends/daily?days=365',
  '/v1/visitors/trends/monthly?months=12',
  '/v1/analytics/overview?days=30',
  '/v1/analytics/overview?days=365',
  '/v1/analytics/total-views',
  '/v1/analytics/top-content',
  '/v1/blog/posts',
  '/v1/blog/posts/post-0',
  '/v1/blog/categories',
  '/v1/projects',
  '/blog/',
  '/blog/post-0',
  '/blog/feed.xml',
  '/v1/export',
];

const { started, stop } = cleanupStack();
const owner = async (accessToken: string) => ({
  ...{ id: 'owner', role: 'owner' as const, signedInAt: Date.now() / 1000, accessToken },
});

await runScript(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'growth-'));
  started.push({ stop: () => rm(folder, { recursive: true }) });
  try {
    const site = join(folder, 'site');
    await buildSite({ source: 'public', target: site, siteUrl: 'https://example.com' });
    const { endpoint, ...database } = await startDatabase(process.env);
    started.push(database);
    const meter = await startMeter(endpoint);
    started.push({ stop: async () => meter.close() });
    const readings: Reading[] = [];
    for (const days of sizes) readings.push(...(await measure(endpoint, meter, site, days)));
    const text = report(readings, sizes);
    await writeFile(page, inserted(await readFile(page, 'utf8'), 'npm run bench:growth', text));
    await writeFile('docs/images/growth.svg', growthChart(readings, sizes));
    console.log(`${text}\n\nWritten: ${page}`);
  } finally {
    await stop();
  }
});

function measure(endpoint: string, meter: Meter, site: string, days: number): Promise<Reading[]> {
  return onTables(endpoint, async ({ tables, repository }) => {
    const dates = daysUpTo(addDays(utcDay(Date.now()), -1), days);
    for (let i = 0; i < dates.length; i += 100) {
      const some = dates.slice(i, i + 100).map((day) => [day, sampleDay(day, 0.5)] as const);
      await repository.addDays(new Map(some), AbortSignal.timeout(60_000));
    }
    const start = () => startApp(meter.url, tables, site);
    await addPosts(start(), Math.ceil(days / daysPerPost));
    const readings: Reading[] = [];
    for (const path of routes) {
      const app = start();
      await app.ready();
      // The first use of a route also reads what it keeps.
      meter.read();
      await ask(app, path);
      const charged = meter.read();
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const before = performance.now();
        await ask(app, path);
        times.push(performance.now() - before);
      }
      readings.push({ route: `GET ${path}`, days, ...charged, ms: median(times) });
      await app.close();
    }
    console.log(`${days} days measured`);
    return readings;
  });
}

function startApp(endpoint: string, tables: { name: string; ephemeral: string }, site: string) {
  const config = readConfig(
    {
      ...{ DATA_TABLE_NAME: tables.name, EPHEMERAL_TABLE_NAME: tables.ephemeral },
      ...{ DYNAMODB_ENDPOINT: endpoint, SITE_FOLDER: site, MEDIA_FOLDER: join(site, 'media') },
      ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', LOG_LEVEL: 'silent' },
      ...{ USER_POOL_ID: 'us-east-1_none', USER_POOL_CLIENT_ID: 'none' },
    },
    appVariables,
  );
  const dependencies = createDependencies(config);
  const content = createContentDependencies(config);
  const options = { config, openapi: async () => '{}', counting: dependencies.counting };
  return buildApp(owner, options, (app, options) => {
    registerRoutes(app, dependencies, options);
    registerContentRoutes(app, content, options);
  });
}

async function addPosts(app: FastifyInstance, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const post = { title: `Post ${i}`, slug: `post-${i}`, category: `Category ${i % 10}` };
    await ask(app, '/v1/blog/posts', {
      ...post,
      content: 'Some text. '.repeat(300),
      status: 'published',
    });
  }
  await app.close();
}

async function ask(app: FastifyInstance, url: string, payload?: object): Promise<void> {
  const headers = { authorization: 'Bearer a.b.c' };
  const method = payload ? 'POST' : 'GET';
  const { statusCode, body } = await app.inject({
    method,
    url,
    headers,
    ...(payload && { payload }),
  });
  if (statusCode >= 300) throw new Error(`${method} ${url}: ${statusCode} ${body.slice(0, 300)}`);
}
