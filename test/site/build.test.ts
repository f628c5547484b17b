import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { test } from 'tap';
import { buildSite } from '../../site/build.ts';
import { ResumeError } from '../../site/resume/problems.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { attributesOf, build, folders } from '../support/built-site.ts';
import { readHtml } from '../support/html.ts';
import { resumes } from '../support/resumes.ts';

test('every file that the page links exists, under a name that changes with the content', async (t) => {
  const { target, page, read } = await build(t);
  const links = [...attributesOf(page, 'link'), ...attributesOf(page, 'script')];
  const assets = links.map(({ href, src }) => href ?? src ?? '').filter(Boolean);
  t.ok(assets.length >= 6);
  for (const asset of assets) {
    t.match(asset, /^\/assets\/[\w-]+-[0-9a-f]{10}\.\w+$/);
    t.ok((await stat(join(target, asset))).size > 0, asset);
  }
  const style = await read(assets.find((asset) => asset.endsWith('.css')) ?? '');
  for (const [, url = ''] of style.matchAll(/url\("?([^")]+)/g)) t.ok(assets.includes(url), url);
});

test('the page has no inline script or style, and loads nothing from other origins', async (t) => {
  const { page } = await build(t, { resume: resumes.everything });
  for (const { src, type } of attributesOf(page, 'script')) {
    t.ok(src || type === 'application/ld+json');
  }
  t.strictSame(attributesOf(page, 'style'), []);
  t.notOk(page.elements.some(({ attributes }) => 'style' in attributes));
  for (const { src } of [...attributesOf(page, 'script'), ...attributesOf(page, 'img')]) {
    t.match(src ?? '/', /^\//);
  }
});

test('the first view loads less than 60 kB compressed, and less than 25 kB of fonts', async (t) => {
  for (const resume of [undefined, resumes.german, resumes.everything]) {
    const { target, page } = await build(t, resume ? { resume } : {});
    const links = [...attributesOf(page, 'link'), ...attributesOf(page, 'script')];
    const files = [
      'index.html',
      ...links.map(({ href, src }) => href ?? src ?? '').filter(Boolean),
    ];
    const sizes = await Promise.all(
      files.map(async (file) => {
        const compressed = await stat(join(target, `${file}.br`)).catch(() => undefined);
        return (compressed ?? (await stat(join(target, file)))).size;
      }),
    );
    const fonts = sizes.filter((_, i) => files[i]?.endsWith('.woff2'));
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    t.comment(`${sum(sizes)} bytes, fonts ${sum(fonts)}`);
    t.ok(sum(sizes) < 60_000);
    t.ok(sum(fonts) < 25_000);
  }
});

test('compressed files have the same content', async (t) => {
  const { target } = await build(t);
  const files = (await readdir(target, { recursive: true })).filter((file) => file.endsWith('.br'));
  t.ok(files.length >= 6);
  for (const file of files.map((name) => join(target, name.replace(/\.br$/, '')))) {
    const plain = await readFile(file);
    t.ok(plain.equals(brotliDecompressSync(await readFile(`${file}.br`))), file);
    t.ok(plain.equals(gunzipSync(await readFile(`${file}.gz`))), file);
  }
});

test('the site contains its own URL with SITE_URL, and no invented one without it', async (t) => {
  const siteUrl = 'https://resume.example/ignored';
  const { page, read } = await build(t, { siteUrl });
  const canonical = attributesOf(page, 'link').find(({ rel }) => rel === 'canonical');
  t.equal(canonical?.href, 'https://resume.example/');
  t.strictSame(
    (await read('robots.txt')).split('\n').filter((line) => line.startsWith('Sitemap: ')),
    [
      'Sitemap: https://resume.example/sitemap.xml',
      'Sitemap: https://resume.example/blog/sitemap.xml',
    ],
  );
  t.match(await read('sitemap.xml'), '<loc>https://resume.example/</loc>');

  const without = await build(t);
  const metas = attributesOf(without.page, 'meta').map(({ property }) => property);
  t.notOk(metas.includes('og:url'));
  t.notMatch(await without.read('robots.txt'), 'Sitemap');
  t.notOk((await readdir(without.target)).includes('sitemap.xml'));
  t.notMatch(await without.read('404.html'), 'canonical');
});

test('with "index": false, search engines may read the page, and see that it is not to be listed', async (t) => {
  const siteUrl = 'https://resume.example';
  const resume: Resume = { basics: { name: 'A' }, meta: { index: false } };
  const { page, read, target } = await build(t, { resume, siteUrl });
  const robots = attributesOf(page, 'meta').filter(({ name }) => name === 'robots');
  t.strictSame(robots, [{ name: 'robots', content: 'noindex' }]);
  t.equal(await read('robots.txt'), 'User-agent: *\nDisallow: /api/\n');
  t.notOk((await readdir(target)).some((file) => file.startsWith('sitemap')));
});

test('the 404 page has no structured data, and no preview', async (t) => {
  const { read } = await build(t, { siteUrl: 'https://resume.example' });
  const { elements } = readHtml(await read('404.html'));
  const attributes = elements.map(({ attributes }) => attributes);
  t.notOk(attributes.some(({ type, property }) => type === 'application/ld+json' || property));
  t.ok(attributes.some(({ name, content }) => name === 'robots' && content === 'noindex'));
});

test('title, description, previews and structured data come from the resume', async (t) => {
  const { page } = await build(t, { siteUrl: 'https://resume.example' });
  const title = page.elements.find(({ name }) => name === 'title')?.text;
  t.equal(title, 'Maren Okafor – Cloud engineer');
  const meta = attributesOf(page, 'meta');
  t.match(meta.find(({ name }) => name === 'description')?.content, /^I build the quiet parts/);
  t.equal(meta.find(({ property }) => property === 'og:title')?.content, title);
  const data = page.elements.find(({ attributes }) => attributes.type === 'application/ld+json');
  t.match(JSON.parse(data?.text ?? ''), {
    '@type': 'Person',
    name: 'Maren Okafor',
    jobTitle: 'Cloud engineer',
    sameAs: ['https://okafor.example', 'https://github.com/marenokafor', String],
  });
});

test('a mistake in the resume leaves the existing site unchanged', async (t) => {
  const { source, target } = await folders(t, {});
  await buildSite({ source, target });
  const before = await readFile(join(target, 'index.html'), 'utf8');
  await writeFile(join(source, 'resume.json'), '{');
  const error = await buildSite({ source, target }).catch((error) => error);
  t.type(error, ResumeError);
  t.equal(await readFile(join(target, 'index.html'), 'utf8'), before);
});

test('a resume of just under a megabyte builds', async (t) => {
  const work = Array.from({ length: 100 }, (_, i) => ({
    name: `Company ${i}`,
    position: 'Engineer',
    summary: 'what one did there, '.repeat(500),
  }));
  const { page } = await build(t, { resume: { basics: { name: 'A' }, work } });
  t.ok(page.text.includes('Company 99'));
});

test('the error for a folder without a resume says so', async (t) => {
  const { source, target } = await folders(t, {});
  await rm(join(source, 'resume.json'));
  const message = 'public/resume.json: this file is missing.';
  await t.rejects(buildSite({ source, target }), { message });
});

test('the tracker has less than 600 bytes compressed', async (t) => {
  const { target } = await build(t);
  const assets = join(target, 'assets');
  const name = (await readdir(assets)).find((file) => /^track-.*\.js\.br$/.test(file)) ?? '';
  const { size } = await stat(join(assets, name));
  t.ok(size < 600);
  t.match(await readFile('README.md', 'utf8'), `a script of ${size} bytes`);
});
