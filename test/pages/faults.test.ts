import { type Test, test } from 'tap';
import { Unavailable } from '../../app/errors.ts';
import { siteHeaders } from '../../app/http/site-headers.ts';
import { build } from '../support/build.ts';
import { readHtml } from '../support/html.ts';
import { manifest } from '../support/pages.ts';

const paths = [
  '/blog/',
  '/blog/x',
  '/blog/x.md',
  '/blog/feed.xml',
  '/projects/',
  '/certifications/',
];

async function answers(t: Test, options: Parameters<typeof build>[1]) {
  const { app, logs } = await build(t, options);
  const read = async (url: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ method, url });
  return { read, logs };
}

test('readers get a page in the style of the site while the table fails', async (t) => {
  const { read } = await answers(t, {
    env: { DATA_TABLE_NAME: 'no-such-table' },
    content: { site: async () => manifest },
  });
  for (const path of paths) {
    const { statusCode, headers, body } = await read(path);
    t.equal(statusCode, 503, path);
    t.match(headers, { ...siteHeaders, 'retry-after': '2', 'cache-control': 'no-store' }, path);
    t.match(body, manifest.assets.style, path);
    t.match(readHtml(body).text, 'This page is not available right now', path);
    t.equal((await read(path, 'HEAD')).body, '', path);
  }
});

test('readers get a plain page while the app knows no site', async (t) => {
  const site = async () => {
    throw new Unavailable('S3', new Error('No site'));
  };
  const { read } = await answers(t, { content: { site } });
  for (const path of [...paths, '/blog/a/b']) {
    const { statusCode, headers, body } = await read(path);
    t.equal(statusCode, 503, path);
    t.equal(headers['retry-after'], '2', path);
    t.strictSame(readHtml(body).errors, [], path);
  }
  t.equal((await read('/blog/X')).statusCode, 301, 'needs no site');
});

test('an unexpected error is in the log, and its page says nothing about it', async (t) => {
  const site = async () => ({ ...manifest, language: 'not a language' });
  const { read, logs } = await answers(t, { content: { site } });
  const { statusCode, body, headers } = await read('/blog/none');
  t.equal(statusCode, 500);
  t.equal(headers['content-type'], 'text/html; charset=utf-8');
  t.notMatch(body, /language|Error/);
  t.match(logs.join(''), 'Incorrect locale');
});
