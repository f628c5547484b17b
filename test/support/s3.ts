import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Test } from 'tap';

interface Call {
  method: string;
  key: string;
  query: URLSearchParams;
}

/** A bucket named `bucket` that speaks as much of S3's protocol as the project uses, for files of text. */
export async function startS3(t: Test) {
  const files = new Map<string, string>();
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const { pathname, searchParams: query } = new URL(url, 'http://s3');
    const key = decodeURIComponent(pathname).replace(/^\/bucket\/?/, '');
    calls.push({ method, key, query });
    const body = decoded(await text(request));
    response.setHeader('content-type', 'text/xml');
    if (query.has('list-type')) return response.end(listed([...files.keys()].sort(), query));
    if (query.has('delete')) {
      for (const [, gone = ''] of body.matchAll(/<Key>(.*?)<\/Key>/g)) files.delete(gone);
      return response.end('<DeleteResult/>');
    }
    if (method === 'PUT') files.set(key, body);
    if (method === 'DELETE') files.delete(key);
    const found = files.get(key);
    if (method === 'PUT' || method === 'DELETE') return response.end();
    if (found !== undefined) return response.end(method === 'HEAD' ? undefined : found);
    response.statusCode = 404;
    return response.end('<Error><Code>NoSuchKey</Code></Error>');
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, files, calls };
}

/** The SDK sends bodies in chunks with a checksum at their end. */
function decoded(body: string): string {
  const [, chunk] = /^[0-9a-f]+\r\n([\s\S]*?)\r\n0\r\n/.exec(body) ?? [];
  return chunk ?? body;
}

function listed(keys: string[], query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('start-after') ?? '';
  const matching = keys.filter((key) => key.startsWith(prefix) && key > after);
  const isBelow = (key: string) => query.has('delimiter') && key.includes('/', prefix.length);
  const folders = new Set(
    matching.filter(isBelow).map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1)),
  );
  const contents = matching
    .filter((key) => !isBelow(key))
    .slice(0, Number(query.get('max-keys') ?? 1000))
    .map(
      (key) =>
        `<Contents><Key>${key}</Key><Size>5</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`,
    );
  const prefixes = [...folders].map(
    (folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`,
  );
  return `<ListBucketResult>${contents.join('')}${prefixes.join('')}</ListBucketResult>`;
}
