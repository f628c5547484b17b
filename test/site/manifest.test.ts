import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { type Test, test } from 'tap';
import type { SiteManifest } from '../../app/render/manifest.ts';
import { charactersIn, latinExtended } from '../../site/characters.ts';
import { typst } from '../../site/pdf/typst.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { build } from '../support/built-site.ts';
import { privateResume, privateTexts } from '../support/private-resume.ts';
import { resumes } from '../support/resumes.ts';

async function manifestOf(t: Test, options: Parameters<typeof build>[1] = {}) {
  const site = await build(t, options);
  const manifest: SiteManifest = JSON.parse(await site.read('site.json'));
  return { ...site, manifest };
}

/** The rules for fonts in a style, with the path of the file and the text of `unicode-range`. */
function faces(style: string) {
  return [...style.matchAll(/@font-face\{(.*?)\}/g)].map(([, rule = '']) => ({
    path: /url\("?([^")]+)/.exec(rule)?.[1] ?? '',
    range: /unicode-range:([^;}]+)/.exec(rule)?.[1],
    isItalic: rule.includes('italic'),
  }));
}

/** The characters of `wanted` for which the WOFF2 has no glyph. */
async function missingIn(file: string, wanted: string): Promise<string[]> {
  const font = await subsetFont(await readFile(file), wanted, { targetFormat: 'sfnt' });
  const { covers } = await typst({ files: [font], families: [], tall: false, failed: [] });
  return [...wanted].filter((character) => !covers(character.codePointAt(0) ?? 0));
}

test('the manifest says whose site it is, and which pages the resume links to', async (t) => {
  const siteUrl = 'https://resume.example/ignored';
  const meta: Resume['meta'] = { language: 'de', pages: ['projects', 'blog'], index: false };
  const basics = { name: 'Ada Muster', label: 'Bäckerin' };
  const { manifest } = await manifestOf(t, { resume: { basics, meta }, siteUrl });
  t.match(manifest, { ...basics, url: 'https://resume.example/', language: 'de', noindex: true });
  t.strictSame(manifest.pages, ['blog', 'projects'], 'in the order of the pages');

  const { manifest: plain } = await manifestOf(t, { resume: { basics: { name: 'A' } } });
  t.match(plain, { name: 'A', label: '', language: 'en', pages: [], noindex: false });
  t.notOk('url' in plain);
});

test('the manifest has nothing that the page does not show', async (t) => {
  const { read } = await manifestOf(t, { resume: privateResume });
  const text = await read('site.json');
  for (const secret of privateTexts) t.notOk(text.includes(secret), secret);
});

test('every file that the manifest names exists, and every file that its style names', async (t) => {
  const { manifest, target, read } = await manifestOf(t);
  const { style, fonts, scripts, themeScript, icon } = manifest.assets;
  const paths = [style, ...fonts, ...scripts, themeScript, icon, manifest.previewImage ?? ''];
  t.equal(fonts.length, 2);
  const named = faces(await read(style)).map(({ path }) => path);
  t.equal(named.length, 6);
  for (const path of [...paths, ...named]) {
    t.match(path, /^\/assets\/[\w-]+-[0-9a-f]{10}\.\w+$/);
    t.ok((await stat(join(target, path))).size > 0, path);
  }
  t.ok(fonts.every((font) => named.includes(font)));
});

test('the fonts of the pages have Latin-1 and more letters of the resume', async (t) => {
  const resume: Resume = { basics: { name: 'Łukasz Ωmega' } };
  const { manifest, target, read } = await manifestOf(t, { resume });
  const all = faces(await read(manifest.assets.style));
  const base = all.filter(({ range }) => !range);
  t.equal(base.length, 3);
  t.strictSame(
    base.filter(({ isItalic }) => !isItalic).map(({ path }) => path),
    manifest.assets.fonts,
  );
  for (const { path } of base) {
    const wanted = `${charactersIn(['U+20-7E', 'U+A0-FF'])}–—‘’‚“”„…•€™ŁΩ`;
    t.strictSame(await missingIn(join(target, path), wanted), [], path);
    t.strictSame(await missingIn(join(target, path), 'ż'), ['ż'], 'an extension has it');
  }
});

test('the extensions have the other Latin letters, and browsers look into them last', async (t) => {
  const { manifest, target, read } = await manifestOf(t);
  const all = faces(await read(manifest.assets.style));
  t.strictSame(
    all.map(({ range }) => range !== undefined),
    [true, true, true, false, false, false],
  );
  for (const { path, range } of all.filter(({ range }) => range)) {
    t.equal(range?.toUpperCase(), latinExtended.join());
    const extended =
      'ąćęłńśźżčďěňřšťůžğışİőűățāēģīķļņūđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ';
    t.strictSame(await missingIn(join(target, path), extended), [], path);
  }
});

test('a page loads at most 40 kB of fonts at first, and an italic or an extension adds 20 kB', async (t) => {
  for (const resume of [resumes.sample, resumes.german, resumes.everything]) {
    const { manifest, target, read } = await manifestOf(t, { resume });
    const sizeOf = async (path: string) => (await stat(join(target, path))).size;
    const sizes = await Promise.all(manifest.assets.fonts.map(sizeOf));
    const first = sizes.reduce((a, b) => a + b, 0);
    t.ok(first < 40_000, `${first} bytes`);
    for (const { path } of faces(await read(manifest.assets.style)))
      t.ok((await sizeOf(path)) < 20_000, path);
  }
});
