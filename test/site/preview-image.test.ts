import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { imageSize } from 'image-size';
import { type Test, test } from 'tap';
import { previewImage } from '../../site/pdf/preview-image.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { attributesOf, build } from '../support/built-site.ts';
import { photos } from '../support/photos.ts';
import { resumes } from '../support/resumes.ts';

const [width, height] = [1200, 630];
const paper = 'faf8f4';
const margin = 80;

/** The color of each pixel, by rows. The image has one chunk of data, whose rows have no filter. */
function pixels(png: Buffer): string[][] {
  const at = png.indexOf('IDAT');
  const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  return Array.from({ length: height }, (_, y) => {
    const row = data.toString('hex', y * (1 + width * 3) + 1, (y + 1) * (1 + width * 3));
    return row.match(/.{6}/g) ?? [];
  });
}

/** Checks the size, that the margins are empty, and that there is text at the side where it begins. */
function hasTextInFrame(t: Test, png: Buffer, direction: 'ltr' | 'rtl') {
  t.match(imageSize(png), { type: 'png', width, height });
  t.ok(png.length < 60_000, `${png.length} bytes`);
  const below = pixels(png).slice(20);
  const columns = Array.from({ length: width }, (_, x) => below.some((row) => row[x] !== paper));
  t.notOk(columns.slice(0, margin).includes(true), 'the left margin');
  t.notOk(columns.slice(-margin).includes(true), 'the right margin');
  const start = direction === 'ltr' ? columns.slice(margin, 200) : columns.slice(-200, -margin);
  t.ok(start.includes(true), 'the text');
}

const named = (name: string, label = '', language = 'en'): Resume => ({
  basics: { name, label },
  meta: { language },
});

const people: Record<string, Resume> = {
  ...resumes,
  'a short name': named('Li'),
  'a name longer than a line': named('A'.repeat(300)),
  'a name of many words': named(
    'Maximiliane von und zu '.repeat(30),
    'Head of everything '.repeat(30),
  ),
  'a name with what is markup in SVG': named('<&amp;]]>\'"', '</text><script>'),
  'Latin words in Arabic': named('ليلى Haddad', 'مهندسة سحابية AWS', 'ar'),
};

for (const [name, resume] of Object.entries(people)) {
  test(`the preview image of ${name} has all its text within the margins`, async (t) => {
    const shown = outline(resume);
    hasTextInFrame(t, await previewImage(shown), shown.direction);
  });
}

test('the preview image shows the name and the label, and the same ones give the same bytes', async (t) => {
  const image = (name: string, label?: string) => previewImage(outline(named(name, label)));
  const first = await image('Ada Muster', 'Baker');
  t.ok(first.equals(await image('Ada Muster', 'Baker')));
  t.notOk(first.equals(await image('Ada Master', 'Baker')));
  t.notOk(first.equals(await image('Ada Muster', 'Maker')));
});

test('a Latin word at the end of an Arabic label is at its left', async (t) => {
  const label = 'مهندسة سحابية';
  const rows = async (text: string) =>
    pixels(await previewImage(outline(named('ليلى', text, 'ar')))).slice(380);
  const [alone, longer] = [await rows(label), await rows(`${label} AWS`)];
  const left = (row: string[]) => row.findIndex((color) => color !== paper);
  const edge = Math.min(...alone.map(left).filter((x) => x >= 0));
  t.strictSame(
    longer.map((row) => row.slice(edge)),
    alone.map((row) => row.slice(edge)),
  );
  t.ok(longer.some((row) => left(row) >= 0 && left(row) < edge - 50));
});

test('links to a page without a photo show the preview image', async (t) => {
  const siteUrl = 'https://resume.example';
  const { page, target } = await build(t, { siteUrl });
  const image = attributesOf(page, 'meta').find(({ property }) => property === 'og:image');
  const { pathname, origin } = new URL(image?.content ?? '');
  t.equal(origin, siteUrl);
  t.match(imageSize(await readFile(join(target, pathname))), { type: 'png', width, height });

  const resume: Resume = { basics: { name: 'Ada Muster', image: 'me.png' } };
  const withPhoto = await build(t, { resume, files: { 'me.png': photos.png }, siteUrl });
  const metas = attributesOf(withPhoto.page, 'meta');
  t.match(metas.find(({ property }) => property === 'og:image')?.content, /\/me-\w+\.png$/);
});
