import { resolve } from 'node:path';
import { buildApp } from '../app.ts';
import { exitOnError, readConfig, serverVariables } from '../config.ts';
import { createContentDependencies } from '../content-dependencies.ts';
import { registerContentRoutes } from '../content-routes.ts';
import { createDependencies } from '../dependencies.ts';
import { registerRoutes } from '../routes.ts';
import { edgeServer } from './local-edge.ts';

const config = exitOnError(() => readConfig(process.env, serverVariables));
const dependencies = createDependencies(config);
const content = createContentDependencies(config);
const app = buildApp(
  dependencies.verifyToken,
  {
    config,
    counting: dependencies.counting,
    openapi: () => import('../openapi.ts').then(({ openapiDocument }) => openapiDocument()),
    serverFactory: edgeServer(resolve(config.SITE_FOLDER), {
      media: resolve(config.MEDIA_FOLDER),
      // Whoever opens the server to others has a name for it that it cannot know.
      names: ['0.0.0.0', '::'].includes(config.HOST) ? 'all' : [config.HOST],
    }),
  },
  (app, routeOptions) => {
    registerRoutes(app, dependencies, routeOptions);
    registerContentRoutes(app, content, routeOptions);
  },
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await app.close();
    process.exit();
  });
}
// Beyond Node's default of 511 waiting connections, a client waits a second for TCP to retry.
await app.listen({ host: config.HOST, port: config.PORT, backlog: 4096 });
