import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Test, test } from 'tap';
import { startCommand } from '../support/command.ts';
import { privateResume, privateTexts, publicTexts, textOf } from '../support/private-resume.ts';

/** A copy of the project, with the resume that has private parts. */
async function project(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'));
  t.teardown(() => rm(folder, { recursive: true }));
  for (const part of [
    ...['admin', 'app', 'public', 'scripts', 'site'],
    ...['package.json', 'package-lock.json', 'tsconfig.json'],
  ]) {
    await cp(part, join(folder, part), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'public/resume.json'), JSON.stringify(privateResume));
  return folder;
}

const outputs = {
  WebsiteUrl: 'https://site.example',
  WebsiteBucketName: 'bucket',
  WebsiteCloudFrontDistributionId: 'ID',
};
const stack = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${Object.entries(
  outputs,
)
  .map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  )
  .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const invalidation = '<Invalidation><Id>I</Id><Status>Completed</Status></Invalidation>';
const objects =
  '<ListBucketResult><Contents><Key>old.html</Key></Contents><Contents><Key>index.html</Key></Contents></ListBucketResult>';

interface Call {
  method: string;
  path: string;
  body: Buffer;
}

/** Answers as CloudFormation, S3 and CloudFront would, and keeps all that a publication sends. */
async function startAws(t: Test): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const body = await buffer(request);
    calls.push({ method, path: decodeURIComponent(url), body });
    response.setHeader('content-type', 'text/xml');
    if (url.includes('/invalidation')) response.end(invalidation);
    else if (url.includes('list-type=2')) response.end(objects);
    else if (url.includes('?delete')) response.end('<DeleteResult/>');
    else if (method === 'GET') response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    else response.end(method === 'POST' ? stack : '');
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

test('publish-site uploads the site, and nothing private', async (t) => {
  const cwd = await project(t);
  const build = startCommand(t, 'scripts/build-site.ts', {
    cwd,
    env: {},
    args: ['--private=dist/private'],
  });
  t.equal(await build.exit, 0, build.output());
  const whole = await readFile(join(cwd, 'dist/private/Every-Thing-resume.pdf'));

  const { url, calls } = await startAws(t);
  const publish = startCommand(t, 'scripts/publish-site.ts', {
    cwd,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_REGION: 'us-east-1',
    },
  });
  t.equal(await publish.exit, 0, publish.output());
  t.match(
    publish.output(),
    /Bucket bucket: \d+ files uploaded, 1 removed\nPublished https:\/\/site/,
  );

  const uploads = calls.filter(({ method }) => method === 'PUT');
  const paths = uploads.map(({ path }) => path.replace(/\?.*/, ''));
  for (const name of ['index.html', '404.html', 'Every-Thing-resume.pdf', 'sitemap.xml']) {
    t.ok(paths.includes(`/bucket/${name}`), name);
  }
  t.ok(paths.indexOf('/bucket/index.html') > paths.findIndex((path) => path.endsWith('.css')));
  for (const [i, { body }] of uploads.entries()) {
    const path = paths[i] ?? '';
    const text = await textOf(path, body);
    for (const secret of privateTexts) t.notOk(text.includes(secret), `${path}: ${secret}`);
    t.notOk(body.equals(whole), path);
    if (/index\.html|\.pdf$/.test(path)) {
      for (const words of publicTexts) t.ok(text.includes(words), `${path}: ${words}`);
    }
  }
  const deleted = calls.find(({ path }) => path.includes('?delete'));
  t.match(deleted?.body.toString(), /<Key>old\.html<\/Key>/);
  t.notMatch(deleted?.body.toString(), 'index.html');
});
