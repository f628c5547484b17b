import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { getDocumentProxy } from 'unpdf';
import type { Resume } from '../../site/resume/resume.ts';
import { attributesOf, build } from '../support/built-site.ts';
import { photos } from '../support/photos.ts';

const files = {
  'me.jpg': photos.jpeg,
  'me.JPEG': photos.jpeg,
  'me.png': photos.png,
  'me.webp': photos.webp,
  'me.avif': photos.avif,
  'me.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  'me.gif': photos.gif,
  'renamed.png': photos.jpeg,
  'gif.jpg': photos.gif,
  'text.jpg': Buffer.from('no image at all'),
  'empty.jpg': Buffer.alloc(0),
  'cut.jpg': photos.jpeg.subarray(0, 150),
  'huge.jpg': Buffer.concat([photos.jpeg, Buffer.alloc(20_000_000)]),
};
const resume = (image: string, meta?: Resume['meta']): Resume => ({
  basics: { name: 'Ada Muster', image },
  ...(meta && { meta }),
});

interface Tag {
  role?: string;
  alt?: string;
  children?: Tag[];
}

/** The alternative texts of the figures on the first page. */
async function figures(file: string): Promise<(string | undefined)[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(file)));
  const find = ({ role, alt, children = [] }: Tag): (string | undefined)[] =>
    role === 'Figure' ? [alt] : children.flatMap(find);
  return find((await (await pdf.getPage(1)).getStructTree()) as Tag);
}

for (const image of ['me.jpg', 'me.JPEG', 'me.png', 'me.webp']) {
  test(`the photo ${image} is on the page and, with the name, in the PDF`, async (t) => {
    const { page, target, pdfs, warnings } = await build(t, { resume: resume(image), files });
    const [{ src = '' } = {}] = attributesOf(page, 'img');
    t.match(src, /^\/assets\/me-[0-9a-f]{10}\.\w+$/);
    t.equal((await stat(join(target, src))).size, files[image as 'me.jpg'].length);
    t.equal(pdfs.length, 2);
    for (const pdf of pdfs) t.strictSame(await figures(join(target, pdf)), ['Ada Muster']);
    t.strictSame(warnings, []);
  });
}

test('meta.photo keeps the photo off the PDF', async (t) => {
  const { page, target, pdfs } = await build(t, {
    resume: resume('me.png', { photo: 'page' }),
    files,
  });
  t.equal(attributesOf(page, 'img').length, 1);
  for (const pdf of pdfs) t.strictSame(await figures(join(target, pdf)), []);
  await t.rejects(
    build(t, { resume: JSON.stringify({ ...resume('me.png'), meta: { photo: 'none' } }), files }),
    { message: /meta\.photo must be "page", which keeps the photo off the PDF, not "none"$/ },
  );
});

for (const [image, reason] of [
  ['me.avif', 'it takes JPEG, PNG or WebP'],
  ['cut.jpg', 'cut.jpg is damaged or of a rare kind'],
] as const) {
  test(`the photo ${image} is on the page only, with a warning`, async (t) => {
    const { page, target, pdfs, warnings } = await build(t, { resume: resume(image), files });
    t.equal(attributesOf(page, 'img').length, 1);
    for (const pdf of pdfs) t.strictSame(await figures(join(target, pdf)), []);
    t.strictSame(warnings, [`public/resume.json: the PDF has no photo: ${reason}.`]);
    const onPage = resume(image, { photo: 'page' });
    t.strictSame((await build(t, { resume: onPage, files })).warnings, []);
  });
}

for (const [image, reason] of [
  ['https://elsewhere.example/me.jpg', /it must name a file in public\/, such as photo\.jpg\.$/],
  ['data:image/png;base64,AA', /it must name a file in public\//],
  ['../me.jpg', /it must name a file in public\//],
  [`${'x'.repeat(10_000)}.jpg`, /it must name a file in public\//],
  ['me.svg', /me\.svg must be a JPEG, PNG, WebP or AVIF image, with that ending\.$/],
  ['me.gif', /me\.gif must be a JPEG, PNG, WebP or AVIF image/],
  ['none.jpg', /there is no public\/none\.jpg\.$/],
  ['me', /me must be a JPEG, PNG, WebP or AVIF image/],
] as const) {
  test(`the image ${image.slice(0, 40)} is left out with a warning`, async (t) => {
    const { page, warnings } = await build(t, { resume: resume(image), files });
    t.strictSame(attributesOf(page, 'img'), []);
    t.match(warnings, [/^public\/resume\.json: basics\.image is left out: /]);
    t.match(warnings, [reason]);
  });
}

for (const [image, reason] of [
  ['huge.jpg', 'huge.jpg has 20000 kB; it is shown at 96 × 96, make it 200 kB or less.'],
  ['text.jpg', 'text.jpg is no JPEG image.'],
  ['gif.jpg', 'gif.jpg is no JPEG image.'],
  ['empty.jpg', 'empty.jpg is no JPEG image.'],
  ['renamed.png', 'renamed.png is a JPEG image: change its name.'],
] as const) {
  test(`the image ${image} is an error`, async (t) => {
    const message = `public/resume.json: basics.image: ${reason}`;
    await t.rejects(build(t, { resume: resume(image), files }), { message });
  });
}
