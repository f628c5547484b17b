import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

// Runs in a process of its own, and passes events to the built bundle as Lambda's runtime does.
const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href);

process.on('message', async ({ id, event }: { id: string; event: unknown }) => {
  const result = await handler(event, { awsRequestId: id });
  // Fastify logs a request when its answer has ended, which may be after the handler has returned.
  await nextTurn();
  process.stdout.write(`\0${id}\n`);
  // As JSON, because Lambda passes on nothing else.
  process.send?.({ id, result: JSON.parse(JSON.stringify(result)) });
});
