import { test } from 'tap';
import { startBundle } from '../support/bundle.ts';
import { manifest } from '../support/pages.ts';
import { startS3 } from '../support/s3.ts';
import { onBundle } from '../support/target.ts';

/** The function with a bucket: it loads the SDK of S3 as a part of the bundle. */
test('the bundle reads the manifest of the site from its bucket', async (t) => {
  const { url, files, calls } = await startS3(t);
  const bundle = await startBundle(t, {
    SITE_BUCKET: 'bucket',
    S3_ENDPOINT: url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const read = onBundle(bundle);
  t.match(await read({ path: '/blog/' }), { status: 503 }, 'no site is published yet');
  calls.length = 0;
  files.set('site.json', JSON.stringify(manifest));
  const page = await read({ path: '/blog/' });
  t.equal(page.status, 200);
  t.match(page.body, manifest.assets.style);
  t.match(await read({ path: '/blog/' }), { status: 200 });
  t.strictSame(
    calls.map(({ method, key }) => `${method} ${key}`),
    ['GET site.json'],
    'and keeps it for a minute',
  );
});
