import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Test } from 'tap';
import { buildApp } from '../../app/app.ts';
import { appVariables, type ConfigOf, readConfig } from '../../app/config.ts';
import {
  type ContentDependencies,
  createContentDependencies,
} from '../../app/content-dependencies.ts';
import { registerContentRoutes } from '../../app/content-routes.ts';
import { createDependencies, type Dependencies } from '../../app/dependencies.ts';
import { openapiDocument } from '../../app/openapi.ts';
import { registerRoutes } from '../../app/routes.ts';
import { mediaEnv } from './media.ts';
import { databaseEnv, makeTable, tablesEnv } from './table.ts';
import { noUserPool } from './user-pool.ts';

interface Options {
  env?: Record<string, string>;
  dependencies?: Partial<Dependencies>;
  content?: Partial<ContentDependencies>;
  /** Adds the test's own routes or hooks. */
  extend?: (app: FastifyInstance) => void;
  requestIdHeader?: string;
  serverFactory?: FastifyServerOptions['serverFactory'];
}

export interface Built {
  app: FastifyInstance;
  config: ConfigOf<typeof appVariables>;
  /** What the app has logged so far, line by line. */
  logs: string[];
}

/** The app in this process, on a table of its own, closed at the end of the test. */
export async function build(t: Test, options: Options = {}): Promise<Built> {
  const env = {
    DATA_TABLE_NAME: '',
    ...databaseEnv(),
    ...noUserPool,
    ...mediaEnv(t),
    ...options.env,
  };
  env.DATA_TABLE_NAME ||= (await makeTable(t)).name;
  const config = readConfig(tablesEnv(env), appVariables);
  const logs: string[] = [];
  const dependencies = { ...createDependencies(config), ...options.dependencies };
  const content = { ...createContentDependencies(config), ...options.content };
  const app = buildApp(
    dependencies.verifyToken,
    {
      config,
      counting: dependencies.counting,
      openapi: openapiDocument,
      ...(options.requestIdHeader && { requestIdHeader: options.requestIdHeader }),
      logStream: { write: (line) => logs.push(line) },
      ...(options.serverFactory && { serverFactory: options.serverFactory }),
    },
    (app, routeOptions) => {
      registerRoutes(app, dependencies, routeOptions);
      registerContentRoutes(app, content, routeOptions);
    },
  );
  options.extend?.(app);
  t.teardown(() => app.close());
  await app.ready();
  return { app, config, logs };
}

/** The app on a free port of the loopback interface; returns its URL. */
export async function listen(app: FastifyInstance): Promise<string> {
  return app.listen({ port: 0, host: '127.0.0.1' });
}
