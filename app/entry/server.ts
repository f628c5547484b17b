import { fileURLToPath } from 'node:url';
import { buildApp } from '../app.ts';
import { exitOnError, readConfig, serverVariables } from '../config.ts';
import { createDependencies } from '../dependencies.ts';
import { edgeServer } from './local-edge.ts';

const config = exitOnError(() => readConfig(process.env, serverVariables));
const site = fileURLToPath(new URL('../../dist/site', import.meta.url));
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
