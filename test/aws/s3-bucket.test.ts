import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'tap';
import { s3Bucket } from '../../app/aws/s3-bucket.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { startS3 } from '../support/s3.ts';

const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const on = (url: string) =>
  s3Bucket({ AWS_REGION: 'us-east-1', S3_ENDPOINT: url, ...keys }, 'bucket');
const text = { contentType: 'text/plain', cacheControl: 'no-cache' };

test('files are written, read, listed and removed, each by one request', async (t) => {
  const { url, calls } = await startS3(t);
  const bucket = on(url);
  t.equal(await bucket.get('media/a'), undefined);
  t.equal(await bucket.has('media/a'), false);
  for (const name of ['a', 'b', 'c']) await bucket.put(`media/${name}`, Buffer.from(name), text);
  t.equal(Buffer.from((await bucket.get('media/b')) ?? []).toString(), 'b');
  t.equal(await bucket.has('media/b'), true);
  const page = await bucket.list('media/', { limit: 1, after: 'media/a' });
  t.strictSame(
    page.map(({ key }) => key),
    ['media/b'],
  );
  await bucket.remove('media/b');
  await bucket.remove('media/b');
  t.equal(await bucket.has('media/b'), false);
  t.equal(calls.length, 11);
});

test('a bucket that fails for a moment is asked again; one that fails is unavailable', async (t) => {
  const { url, files } = await startS3(t);
  files.set('x', 'x');
  const proxy = await startFaultProxy(t, { endpoint: url, throttled: 'SlowDown' });
  const bucket = on(proxy.url);
  for (const fault of ['drop-request', 'drop-answer', 'hang', 'cut-body'] as const) {
    let faults = 1;
    proxy.fault = () => (faults-- > 0 ? fault : 'none');
    t.equal(Buffer.from((await bucket.get('x')) ?? []).toString(), 'x', fault);
  }
  proxy.fault = () => 'hang';
  await t.rejects(bucket.get('x'), { name: 'Unavailable', statusCode: 503 });
});

test('403 means that there is no such file, and other refusals that the bucket fails', async (t) => {
  let status = 403;
  const server = createServer((_request, response) => {
    response.statusCode = status;
    response.end('<Error><Code>X</Code></Error>');
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((resolve) => server.on('listening', resolve));
  const bucket = on(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  t.equal(await bucket.get('x'), undefined);
  t.equal(await bucket.has('x'), false);
  await t.rejects(
    bucket.put('x', Buffer.from('x'), text),
    'a write that is not allowed is an error',
  );
  status = 400;
  await t.rejects(bucket.get('x'), { name: 'Unavailable' });
});
