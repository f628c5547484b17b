import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Test, test } from 'tap';
import { parse } from 'yaml';
import { folderBucket } from '../../app/bucket/folder-bucket.ts';
import { AppError } from '../../app/errors.ts';
import { readImage } from '../../app/features/media/image.ts';
import { maxMediaBytes, uploadTypes } from '../../app/features/media/schemas.ts';
import { mediaService } from '../../app/features/media/service.ts';
import { build } from '../support/build.ts';
import { owner, startIssuer } from '../support/issuer.ts';
import { photos } from '../support/photos.ts';
import { inPlace, tiff, withExif } from '../support/places.ts';

/** The routes on a folder, signed in as the owner. */
async function start(t: Test, isUsed = async (_name: string) => false) {
  const folder = t.testdir();
  const issuer = await startIssuer(t);
  const bucket = folderBucket({ site: join(folder, 'site'), media: join(folder, 'media') });
  const { app } = await build(t, {
    env: issuer.env,
    content: { media: mediaService(bucket, isUsed) },
  });
  const authorization = `Bearer ${issuer.token(owner)}`;
  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: Buffer,
    type = 'application/octet-stream',
  ) => {
    const headers = { authorization, ...(payload && { 'content-type': type }) };
    const response = await app.inject({ method, url, headers, ...(payload && { payload }) });
    return { ...response, status: response.statusCode, body: response.body && response.json() };
  };
  return { call, media: join(folder, 'media') };
}

test('an image of each type gets a name of its hash and size, and is stored as it is', async (t) => {
  const { call, media } = await start(t);
  for (const [type, bytes] of Object.entries(photos)) {
    const extension = type === 'jpeg' ? 'jpg' : type;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const name = `${hash}-12x16.${extension}`;
    const answer = await call('POST', '/v1/media', bytes);
    t.equal(answer.status, 201, type);
    t.strictSame(answer.body, {
      path: `/media/${name}`,
      width: 12,
      height: 16,
      bytes: bytes.length,
    });
    t.ok(bytes.equals(await readFile(join(media, name))));
  }
});

test('the content decides what an image is, and the same one twice is one file', async (t) => {
  const { call, media } = await start(t);
  for (const type of uploadTypes) {
    const answer = await call('POST', '/v1/media', photos.png, type);
    t.match(answer.body.path, /-12x16\.png$/, type);
  }
  t.equal((await readdir(media)).length, 1);
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>';
const ico = Buffer.from('00000100010010100000010020000000000016000000', 'hex');

const refused: [string, Buffer, string, number, RegExp][] = [
  ['SVG', Buffer.from(svg), 'image/png', 415, /not a PNG, JPEG, WebP, AVIF or GIF/],
  ['SVG by its own name', Buffer.from(svg), 'image/svg+xml', 415, /Unsupported/],
  ['an icon', ico, 'image/png', 415, /not a PNG/],
  ['text', Buffer.from('hello'), 'image/png', 415, /not a PNG/],
  ['JSON', Buffer.from('{}'), 'application/json', 415, /Unsupported/],
  ['half a PNG', photos.png.subarray(0, 20), 'image/png', 415, /not a PNG/],
  ['2 MiB and a byte', Buffer.alloc(maxMediaBytes + 1), 'image/png', 413, /too large/],
  ['no pixels', resized(0, 10), 'image/png', 400, /0 × 10 pixels/],
  ['a long side', resized(16_385, 1), 'image/png', 400, /16385 × 1 pixels/],
  ['100 million pixels', resized(10_000, 10_000), 'image/png', 400, /10000 × 10000 pixels/],
  ['a place', withExif(photos.jpeg, inPlace), 'image/jpeg', 400, /where the picture was taken/],
];

for (const [what, bytes, type, status, message] of refused) {
  test(`an upload is refused: ${what}`, async (t) => {
    const { call, media } = await start(t);
    const answer = await call('POST', '/v1/media', bytes, type);
    t.equal(answer.status, status);
    t.match(answer.body.message, message);
    t.strictSame(await readdir(media).catch(() => []), []);
  });
}

test('an image of exactly 2 MiB is taken', async (t) => {
  const { call } = await start(t);
  const padded = Buffer.concat([photos.gif, Buffer.alloc(maxMediaBytes - photos.gif.length)]);
  t.equal((await call('POST', '/v1/media', padded)).status, 201);
});

test('a place is found in every container and in both byte orders, and other metadata is no place', (t) => {
  for (const isLittle of [true, false]) {
    for (const [type, bytes] of Object.entries(photos)) {
      const exif = tiff({ isLittle, place: true });
      t.throws(() => readImage(Buffer.concat([bytes, exif])), /where the picture was taken/, type);
    }
    t.doesNotThrow(() => readImage(withExif(photos.jpeg, tiff({ isLittle, place: false }))));
  }
  const xmp = Buffer.from('<x:xmpmeta exif:GPSLatitude="48,8.5N"/>');
  t.throws(() => readImage(Buffer.concat([photos.webp, xmp])), /where the picture was taken/);
  t.end();
});

test('a picture that is stored lying has the size in which browsers show it', (t) => {
  for (const [orientation, size] of [
    [1, [12, 16]],
    [3, [12, 16]],
    [6, [16, 12]],
    [8, [16, 12]],
  ] as const) {
    const { width, height } = readImage(withExif(photos.jpeg, tiff({ orientation })));
    t.strictSame([width, height], size, `orientation ${orientation}`);
  }
  t.end();
});

test('no damaged header of an image is more than a refusal', (t) => {
  const damaged = fc.tuple(
    fc.constantFrom(...Object.values(photos), withExif(photos.jpeg, inPlace)),
    fc.array(fc.tuple(fc.nat(199), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
    fc.nat(400),
  );
  fc.assert(
    fc.property(damaged, ([image, changes, length]) => {
      const bytes = Buffer.from(image.subarray(0, image.length - (length % image.length)));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      try {
        const { width, height } = readImage(bytes);
        return width >= 1 && height >= 1 && width * height <= 40_000_000;
      } catch (error) {
        return error instanceof AppError && error.statusCode < 500;
      }
    }),
    { numRuns: 5000 },
  );
  t.end();
});

test('images are listed by pages, each of them once', async (t) => {
  const { call } = await start(t);
  const all = new Set<string>();
  for (const bytes of Object.values(photos)) {
    all.add((await call('POST', '/v1/media', bytes)).body.path);
  }
  const listed: string[] = [];
  let cursor = '';
  do {
    const { body } = await call('GET', `/v1/media?limit=2${cursor && `&cursor=${cursor}`}`);
    t.ok(body.items.length === 2 || body.nextCursor === null, 'full unless it is the last');
    listed.push(...body.items.map(({ path }: { path: string }) => path));
    cursor = body.nextCursor;
  } while (cursor);
  t.strictSame(listed.toSorted(), [...all].toSorted());
  for (const wrong of ['x', 'bWVkaWEv', Buffer.from('../../etc').toString('base64url')]) {
    const answer = await call('GET', `/v1/media?cursor=${wrong}`);
    t.equal(answer.status, 400);
    t.strictSame(answer.body.details[0].path, 'querystring.cursor');
  }
});

test('an image is deleted unless published content shows it', async (t) => {
  const used = new Set<string>();
  const { call, media } = await start(t, async (name) => used.has(name));
  const { path } = (await call('POST', '/v1/media', photos.png)).body;
  const [name = ''] = await readdir(media);
  used.add(name);
  const refused = await call('DELETE', `/v1${path}`);
  t.equal(refused.status, 409);
  t.equal(refused.body.code, 'MEDIA_IN_USE');
  used.clear();
  t.equal((await call('DELETE', `/v1${path}`)).status, 204);
  t.strictSame(await readdir(media), []);
  for (const unknown of [name, 'x', '..%2F..%2Fsite.json', '%2e%2e']) {
    t.equal((await call('DELETE', `/v1/media/${unknown}`)).status, 404, unknown);
  }
});

test('the gateway passes uploads on as bytes', async (t) => {
  const template = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const types: string[] = template.Resources.Api.Properties.BinaryMediaTypes;
  t.strictSame(
    types.map((type) => type.replace('~1', '/')),
    uploadTypes,
  );
});

/** The PNG with another size in its header. */
function resized(width: number, height: number): Buffer {
  const bytes = Buffer.from(photos.png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
