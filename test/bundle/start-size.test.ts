import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'tap';
import { bytesOf, evaluated } from '../support/bundle-modules.ts';

const file = new URL('start-size.json', import.meta.url);
/** A package may grow by as much with an update of it. */
const tolerance = 1.02;

// After a change that is worth it: START_SIZE=write npm run test:some -- test/bundle/start-size.test.ts
test('a cold start evaluates no more code than the committed figures say', async (t) => {
  const bytes = bytesOf(evaluated('app/entry/api.ts'));
  if (process.env.START_SIZE === 'write') {
    await writeFile(file, `${JSON.stringify(bytes, undefined, 2)}\n`);
  }
  const committed: Record<string, number> = JSON.parse(await readFile(file, 'utf8'));
  t.strictSame(
    Object.entries(bytes).flatMap(([name, count]) => {
      const before = committed[name];
      if (before === undefined) return [`${name} came in, with ${count} bytes`];
      const limit = Math.max(before * tolerance, before + 200);
      return count > limit ? [`${name} has grown from ${before} to ${count} bytes`] : [];
    }),
    [],
  );
  const sum = (all: Record<string, number>) => Object.values(all).reduce((a, b) => a + b, 0);
  t.ok(sum(bytes) <= sum(committed) * tolerance);
});
