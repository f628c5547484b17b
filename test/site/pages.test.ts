import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { translations } from '../../app/render/labels.ts';
import type { PageKind, SiteManifest } from '../../app/render/manifest.ts';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { attributesOf, build } from '../support/built-site.ts';
import { resumes } from '../support/resumes.ts';

const withPages = (pages: PageKind[], language = 'en'): Resume => ({
  ...resumes.sample,
  meta: { language, pages },
});

/** The links to pages of content, with their texts: all but that of the footer. */
const linksIn = ({ elements }: Awaited<ReturnType<typeof build>>['page']) =>
  elements
    .filter(({ attributes }) => /^\/(?!privacy)[a-z]+\/$/.test(attributes.href ?? ''))
    .map(({ text, attributes }) => [attributes.href, text]);

test('a resume without "pages" links to none, and loads no posts', async (t) => {
  for (const resume of [resumes.sample, withPages([])]) {
    const { page, read, target } = await build(t, { resume });
    t.strictSame(linksIn(page), []);
    t.notMatch(await read('index.html'), /blog|latest/);
    t.notOk((await readdir(join(target, 'assets'))).some((file) => file.startsWith('latest')));
  }
});

test('the page links to the pages that the resume names, each once, in the order of the pages', async (t) => {
  const resume = withPages(['certifications', 'blog', 'projects', 'blog']);
  const { page } = await build(t, { resume });
  t.strictSame(page.errors, []);
  t.strictSame(linksIn(page), [
    ['/blog/', 'Blog'],
    ['/projects/', 'Projects'],
    ['/certifications/', 'Certificates'],
  ]);
  const { page: one } = await build(t, { resume: withPages(['projects'], 'de') });
  t.strictSame(linksIn(one), [['/projects/', 'Projekte']]);
});

test('only a page with the blog loads the script for posts, and the 404 page never does', async (t) => {
  const scripts = async (resume: Resume, file: string) => {
    const { read } = await build(t, { resume });
    return /latest-\w+\.js/.test(await read(file));
  };
  t.ok(await scripts(withPages(['blog']), 'index.html'));
  t.notOk(await scripts(withPages(['blog']), '404.html'));
  t.notOk(await scripts(withPages(['projects', 'certifications']), 'index.html'));
});

test('until the script shows it, the section for posts is hidden', async (t) => {
  const { page } = await build(t, { resume: withPages(['blog']) });
  const section = page.elements.find(({ attributes }) => attributes.id === 'latest');
  t.ok(section && 'hidden' in section.attributes);
});

test('with the blog, the page has the fonts of the blog, and its first view is below 60 kB', async (t) => {
  const { page, read, target } = await build(t, { resume: withPages(['blog']) });
  const { assets }: SiteManifest = JSON.parse(await read('site.json'));
  const links = [...attributesOf(page, 'link'), ...attributesOf(page, 'script')];
  const files = links.map(({ href, src }) => href ?? src ?? '').filter(Boolean);
  t.strictSame(
    files.filter((file) => file.endsWith('.woff2')),
    assets.fonts,
  );
  const sizes = await Promise.all(
    ['index.html', ...files].map(async (file) => {
      const compressed = await stat(join(target, `${file}.br`)).catch(() => undefined);
      return (compressed ?? (await stat(join(target, file)))).size;
    }),
  );
  const sum = sizes.reduce((a, b) => a + b, 0);
  t.ok(sum < 60_000, `${sum} bytes`);
});

test('the script for posts has less than 500 bytes compressed', async (t) => {
  const { target } = await build(t, { resume: withPages(['blog']) });
  const names = await readdir(join(target, 'assets'));
  const name = names.find((file) => /^latest-.*\.js\.br$/.test(file)) ?? '';
  t.ok((await readFile(join(target, 'assets', name))).length < 500);
});

test('the PDF is the same with and without pages', async (t) => {
  const pages = await renderPdf(outline(withPages(['blog', 'projects'])), 'a4');
  const none = await renderPdf(outline(withPages([])), 'a4');
  t.ok(Buffer.from(pages).equals(none));
});

test('every language has its words for the blog', (t) => {
  for (const [language, { blog, latestPosts }] of Object.entries(translations)) {
    t.ok(blog && latestPosts, language);
    if (language !== 'en') t.not(latestPosts, translations.en?.latestPosts, language);
  }
  t.end();
});
