import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { startBundle } from '../support/bundle.ts';
import { lambdaFolder } from '../support/dist.ts';
import { expectedStatuses, statuses } from '../support/events.ts';
import { tool } from '../support/template.ts';
import { makeUserPool } from '../support/user-pool.ts';

test('sam build copies the bundle unchanged, and the copy answers the example of every route', async (t) => {
  const folder = t.testdir();
  const { env } = await makeUserPool(t);
  const { code, output } = await tool('sam', 'sam', ['build', '--build-dir', folder]);
  t.equal(code, 0, output);
  const built = parseCodeUri(await readFile(join(folder, 'template.yaml'), 'utf8'));
  const artifact = join(folder, built);
  const files = (await readdir(lambdaFolder)).sort();
  t.strictSame((await readdir(artifact)).sort(), files);
  for (const file of files) {
    const [original, copy] = await Promise.all(
      [lambdaFolder, artifact].map((place) => readFile(join(place, file))),
    );
    t.ok(original?.equals(copy ?? Buffer.of()), file);
  }
  t.strictSame(await statuses(await startBundle(t, env, artifact)), expectedStatuses);
});

/** Where the built template has the function's code, relative to itself. */
function parseCodeUri(template: string): string {
  const [, path = ''] = /CodeUri: (.+)/.exec(template) ?? [];
  return path;
}
