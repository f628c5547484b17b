import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Test, test } from 'tap';
import { extractText, getDocumentProxy } from 'unpdf';
import { buildSite } from '../../site/build.ts';
import { ResumeError } from '../../site/resume/problems.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { readHtml } from '../support/html.ts';
import { resumes } from '../support/resumes.ts';

interface Options {
  resume?: Resume | string;
  files?: Record<string, Buffer>;
  siteUrl?: string;
}

/** A folder with the site's sources and another resume, and a folder for the built site. */
async function folders(t: Test, { resume, files = {} }: Options) {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const [source, target] = [join(folder, 'public'), join(folder, 'site')];
  await cp('public', source, { recursive: true });
  const text = typeof resume === 'string' ? resume : JSON.stringify(resume);
  if (resume) await writeFile(join(source, 'resume.json'), text);
  for (const [name, content] of Object.entries(files)) await writeFile(join(source, name), content);
  return { source, target };
}

async function build(t: Test, options: Options = {}) {
  const { source, target } = await folders(t, options);
  const { siteUrl } = options;
  const warnings = await buildSite({ source, target, siteUrl });
  const read = (file: string) => readFile(join(target, file), 'utf8');
  return { source, target, warnings, read, page: readHtml(await read('index.html')) };
}

type Page = ReturnType<typeof readHtml>;
const attributesOf = ({ elements }: Page, name: string) =>
  elements.filter((element) => element.name === name).map(({ attributes }) => attributes);

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
  t.match(await read('robots.txt'), 'Sitemap: https://resume.example/sitemap.xml\n');
  t.match(await read('sitemap.xml'), '<loc>https://resume.example/</loc>');

  const without = await build(t);
  const metas = attributesOf(without.page, 'meta').map(({ property }) => property);
  t.notOk(metas.includes('og:url'));
  t.notMatch(await without.read('robots.txt'), 'Sitemap');
  t.notOk((await readdir(without.target)).includes('sitemap.xml'));
  t.notMatch(await without.read('404.html'), 'canonical');
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

const photo = (image: string): Resume => ({ basics: { name: 'A', image } });

test('a photo must be a small file of the site', async (t) => {
  const files = { 'me.jpg': Buffer.alloc(1000), 'huge.jpg': Buffer.alloc(5_000_000) };
  const { page, target } = await build(t, { resume: photo('me.jpg'), files });
  const [image] = attributesOf(page, 'img');
  t.match(image, { src: /^\/assets\/me-[0-9a-f]{10}\.jpg$/, width: '96', height: '96' });
  t.equal((await stat(join(target, image?.src ?? ''))).size, 1000);

  for (const [name, message] of [
    ['huge.jpg', /huge\.jpg has 5000 kB; it is shown at 96 × 96, make it 200 kB or less\.$/],
    ['none.jpg', /there is no public\/none\.jpg\.$/],
  ] as const) {
    await t.rejects(build(t, { resume: photo(name), files }), { message });
  }
  for (const name of [
    'https://elsewhere.example/me.jpg',
    'data:image/png;base64,AA',
    '../me.jpg',
  ]) {
    const { page, warnings } = await build(t, { resume: photo(name), files });
    t.strictSame(attributesOf(page, 'img'), []);
    t.match(warnings, [/basics\.image is left out: it must name a file in public\//]);
  }
});

const pdfsIn = async (folder: string) =>
  (await readdir(folder)).filter((file) => file.endsWith('.pdf'));

test('there is no PDF, no link to it and one warning when fonts lack a tenth of the letters', async (t) => {
  const tenth = 'აბგდე'.repeat(20);
  for (const [resume, scripts] of [
    [{ basics: { name: 'Nino Beridze', summary: tenth } }, 'Georgian'],
    [{ basics: { name: 'Nino Beridze ნინო', summary: 'word '.repeat(1000) } }, 'Georgian'],
    [{ basics: { name: 'ನಿನೊ', label: 'ნინო' } }, 'Georgian and Kannada'],
    [{ basics: { name: 'A', summary: '𐌰𐌱𐌲𐌳' } }, '𐌰, 𐌱, 𐌲, and 𐌳'],
  ] as const) {
    const { page, target, warnings } = await build(t, { resume });
    t.strictSame(warnings, [
      `public/resume.json: there is no PDF: no font has ${scripts}. docs/scripts.md lists the scripts that have one.`,
    ]);
    t.strictSame(await pdfsIn(target), []);
    t.notMatch(page.text, 'Download PDF');
    t.ok(page.text.includes(resume.basics.name));
  }
});

test('the PDF leaves out a few characters, and the separators and entries that they leave empty', async (t) => {
  const resume: Resume = {
    basics: {
      name: 'Nino Beridze',
      summary: 'A summary that is long enough for a tenth. '.repeat(5),
      location: { city: 'ქუთაისი', region: 'Imereti' },
      profiles: [{ network: 'ქსელი', username: 'nino', url: 'https://ქსელი.example' }],
    },
    work: [{ name: '🏢', highlights: ['🎉 (!)'] }],
    education: [{ studyType: 'მა', area: 'Physics' }],
    interests: [{ name: '🎸 –', keywords: ['🥁', 'drums', '🎺!', 'C++'] }],
  };
  const { warnings, target, page } = await build(t, { resume });
  t.match(warnings, [
    /^public\/resume\.json: the PDF leaves out ქ უ .* 🎺: its fonts lack them\.$/,
  ]);
  const [file = ''] = await pdfsIn(target);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(join(target, file))));
  const { text } = await extractText(pdf, { mergePages: true });
  const words = text.replaceAll(/\s+/g, ' ');
  t.match(words, /^Nino Beridze ?Imereti nino A summary/);
  t.match(words, /tenth\. Education Physics Interests drums, C\+\+$/);
  t.ok(page.text.includes('მა, Physics') && page.text.includes('🏢'), 'the page has them all');
});

test('the warning names twenty of the characters that the PDF leaves out', async (t) => {
  const emoji = Array.from({ length: 25 }, (_, i) => String.fromCodePoint(0x1f600 + i));
  const { warnings } = await build(t, { resume: { basics: { name: 'A', label: emoji.join('') } } });
  t.match(warnings[0], `leaves out ${emoji.slice(0, 20).join(' ')} and 5 more: its fonts`);
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
