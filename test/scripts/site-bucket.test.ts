import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type Test, test } from 'tap';
import { syncSite } from '../../scripts/aws/site-bucket.ts';
import { startS3 } from '../support/s3.ts';

const day = 24 * 60 * 60 * 1000;

async function start(t: Test) {
  const s3 = await startS3(t);
  const client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  t.teardown(() => client.destroy());
  const folder = join(t.testdir(), 'site');
  return {
    ...s3,
    /** Publishes a build with these files. */
    async publish(files: string[], now: number) {
      await rm(folder, { recursive: true, force: true });
      for (const name of files) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), name);
      }
      return syncSite(client, 'bucket', folder, now);
    },
  };
}

test('whatever names an asset is uploaded after it: pages after assets, and the manifest last', async (t) => {
  const { publish, calls } = await start(t);
  await publish(['index.html', 'site.json', 'assets/a-1.css', 'robots.txt', '404.html'], 0);
  const order = calls.filter(({ method }) => method === 'PUT').map(({ key }) => key);
  const place = (key: string) => order.indexOf(key);
  for (const page of ['index.html', '404.html']) t.ok(place(page) > place('assets/a-1.css'), page);
  t.ok(place('site.json') > Math.max(place('index.html'), place('404.html')));
});

test('an asset stays for 30 days after the build that replaced it, and other files do not', async (t) => {
  const { publish, files } = await start(t);
  const first = ['index.html', 'old.html', 'assets/a-1.css', 'site.json'];
  const second = ['index.html', 'assets/a-2.css', 'site.json'];
  await publish(first, 0);
  // However old the first build was.
  t.match(await publish(second, 90 * day), { removed: 1 });
  t.ok(files.has('assets/a-1.css'));
  t.notOk(files.has('old.html'));
  t.match(await publish(second, 119 * day), { removed: 0 });
  t.ok(files.has('assets/a-1.css'));
  t.match(await publish(second, 121 * day), { removed: 1 });
  t.notOk(files.has('assets/a-1.css'));
  t.ok(files.has('assets/a-2.css'));
});

test('an asset that comes back is not counted as replaced any more', async (t) => {
  const { publish, files } = await start(t);
  await publish(['assets/a-1.css'], 0);
  await publish(['assets/a-2.css'], day);
  await publish(['assets/a-1.css'], 20 * day);
  await publish(['assets/a-3.css'], 40 * day);
  await publish(['assets/a-3.css'], 60 * day);
  t.ok(files.has('assets/a-1.css'), 'replaced 20 days ago');
  t.notOk(files.has('assets/a-2.css'), 'replaced 40 days ago');
});

test('the owner’s images are neither listed nor deleted', async (t) => {
  const { publish, files, calls } = await start(t);
  files.set('media/0123456789abcdef-1x1.gif', 'image');
  await publish(['index.html'], 0);
  t.ok(files.has('media/0123456789abcdef-1x1.gif'));
  const lists = calls.filter(({ query }) => query.has('list-type'));
  t.ok(lists.length > 0);
  for (const { query } of lists) t.not(query.get('prefix'), 'media/');
});

test('the page of a folder has the key that CloudFront asks for, and stays', async (t) => {
  const { publish, files, calls } = await start(t);
  await publish(['index.html', 'privacy/index.html'], 0);
  t.match(await publish(['index.html', 'privacy/index.html'], day), { removed: 0 });
  t.strictSame(
    [...files.keys()].filter((key) => key.includes('priv')),
    ['privacy/'],
  );
  const [put] = calls.filter(({ method, key }) => method === 'PUT' && key === 'privacy/');
  t.ok(put);
  t.match(await publish(['index.html'], 2 * day), { removed: 1 });
  t.notOk(files.has('privacy/'));
});
