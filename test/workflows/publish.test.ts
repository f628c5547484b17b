import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { type Test, test } from 'tap';
import { contentType } from '../../app/entry/site-files.ts';
import { cacheControl } from '../../app/http/site-headers.ts';
import { syncSite } from '../../scripts/aws/site-bucket.ts';
import { buildSite } from '../../site/build.ts';
import { stubAws } from '../support/aws-stub.ts';
import { startS3 } from '../support/s3.ts';

const run = promisify(execFile);

/** A site, and scripts/aws/publish.sh for it with a stub of `aws`. */
async function start(t: Test, files: string[]) {
  const folder = t.testdir();
  const site = join(folder, 'site');
  for (const name of files) {
    await mkdir(dirname(join(site, name)), { recursive: true });
    await writeFile(join(site, name), name);
  }
  const aws = await stubAws(join(folder, 'aws'));
  await aws.forget();
  /** Returns what was uploaded, in order. */
  async function publish(from = site) {
    await run('scripts/aws/publish.sh', [from, 'bucket', 'ID'], { env: aws.env });
    return (await aws.calls()).flatMap((call) => {
      const [, key, type, caching] =
        /s3:\/\/bucket\/(\S+) --content-type (.*) --cache-control (.*)/.exec(call) ?? [];
      return key ? [{ key, type, caching }] : [];
    });
  }
  return { ...aws, site, publish };
}

test('each file of the built site has the type and the caching that the app gives it', async (t) => {
  const { publish, site } = await start(t, []);
  const built = `${site}/`;
  await buildSite({ source: 'public', target: site });
  await run('find', [built, '-name', '*.br', '-delete', '-o', '-name', '*.gz', '-delete']);
  const uploads = await publish(built);
  t.ok(new Set(uploads.map(({ key }) => extname(key))).size > 5);
  for (const { key, type, caching } of uploads) {
    t.equal(type, contentType(key), key);
    t.equal(caching, cacheControl(`/${key}`), key);
  }
});

test('a file without a known type is not published, nor is any page after it', async (t) => {
  const { publish, calls } = await start(t, ['assets/a.unknown', 'index.html']);
  await t.rejects(publish(), /a\.unknown has no known content type/);
  t.notMatch((await calls()).join(), /index\.html|delete-object/);
});

test('whatever names an asset is uploaded after it: pages after assets, and the manifest last', async (t) => {
  const files = ['index.html', 'site.json', 'assets/a-1.css', 'robots.txt', '404.html'];
  const { publish } = await start(t, files);
  const order = (await publish()).map(({ key }) => key);
  t.strictSame(order.slice(-3), ['404.html', 'index.html', 'site.json']);
  t.equal(order.length, files.length);
});

test('the bucket contains the same as after npm run publish-site', async (t) => {
  const { publish, put, get, keys, site } = await start(t, [
    'index.html',
    'assets/a-3.css',
    'site.json',
  ]);
  const s3 = await startS3(t);
  const client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  t.teardown(() => client.destroy());
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();
  const replaced = { 'assets/a-1.css': daysAgo(31), 'assets/a-2.css': daysAgo(29) };
  for (const [key, text] of [
    ['old.html', 'old'],
    ['media/0123456789abcdef-1x1.gif', 'image'],
    ['assets/a-1.css', 'replaced 31 days ago'],
    ['assets/a-2.css', 'replaced 29 days ago'],
    ['assets/now.css', 'replaced now'],
    ['replaced-assets.json', JSON.stringify(replaced)],
  ] as const) {
    await put('bucket', key, text);
    s3.files.set(key, text);
  }
  await publish();
  await syncSite(client, 'bucket', site);
  t.strictSame(await keys('bucket'), [...s3.files.keys()].sort());
  const kept = JSON.parse(await get('bucket', 'replaced-assets.json'));
  t.strictSame(Object.keys(kept), ['assets/a-2.css', 'assets/now.css']);
  t.equal(kept['assets/a-2.css'], replaced['assets/a-2.css']);
});

test('it publishes again after its own publication', async (t) => {
  const { publish, put, keys } = await start(t, ['index.html', 'site.json']);
  await put('bucket', 'assets/old.css', 'old');
  await publish();
  await publish();
  t.strictSame(await keys('bucket'), [
    'assets/old.css',
    'index.html',
    'replaced-assets.json',
    'site.json',
  ]);
});
