import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Test, test } from 'tap';
import type { RouteName } from '../../scripts/lib/routes.ts';
import { startBundle } from '../support/bundle.ts';
import { exampleEvent } from '../support/events.ts';

/** The sources that a fresh process evaluates until it has answered a request. */
async function evaluated(t: Test, route: RouteName): Promise<string[]> {
  const bundle = await startBundle(t);
  await bundle.invoke(exampleEvent(route));
  const inputs: Record<string, string[]> = JSON.parse(
    await readFile('dist/lambda-inputs.json', 'utf8'),
  );
  return bundle.loaded().flatMap((url) => inputs[basename(url)] ?? []);
}

const content =
  /^app\/(bucket|render|features\/(content|pages|media))\/|^app\/content-(routes|dependencies)|node_modules\/(markdown-it|highlight\.js|image-size|ghtml|@aws-sdk\/client-s3)/;

test('the first count evaluates no module of content', async (t) => {
  const modules = await evaluated(t, 'GET /count');
  t.ok(modules.includes('app/features/count/routes.ts'), 'the test sees what is evaluated');
  t.strictSame(
    modules.filter((path) => content.test(path)),
    [],
  );
});

test('reading content loads neither the Markdown parsers nor the client of S3', async (t) => {
  const modules = await evaluated(t, 'GET /v1/blog/posts');
  t.ok(modules.includes('app/features/content/routes.ts'));
  t.strictSame(
    modules.filter((path) =>
      /node_modules\/(markdown-it|highlight\.js|@aws-sdk\/client-s3)\//.test(path),
    ),
    [],
  );
});
