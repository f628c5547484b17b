import { resolve } from 'node:path';
import { buildApp } from '../app.ts';
import { exitOnError, readConfig, serverVariables } from '../config.ts';
import { createDependencies } from '../dependencies.ts';
import { edgeServer } from './local-edge.ts';

const config = exitOnError(() => readConfig(process.env, serverVariables));
// The first argument is the folder of the built site.
const site = resolve(process.argv[2] ?? 'dist/site');
const app = buildApp(createDependencies(config), {
  config,
  openapi: () => import('../openapi.ts').then(({ openapiDocument }) => openapiDocument()),
  serverFactory: edgeServer(site),
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await app.close();
    process.exit();
  });
}
// Beyond Node's default of 511 waiting connections, a client waits a second for TCP to retry.
await app.listen({ host: config.HOST, port: config.PORT, backlog: 4096 });
