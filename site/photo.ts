import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPdf } from './pdf/pdf.ts';
import { outline } from './resume/outline.ts';
import { ResumeError, resumeFile } from './resume/problems.ts';
import type { Resume } from './resume/resume.ts';

const maxBytes = 200_000;

/** How files begin: https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm */
const types = [
  { type: 'JPEG', extension: /\.jpe?g$/i, start: /^\xff\xd8\xff/ },
  { type: 'PNG', extension: /\.png$/i, start: /^\x89PNG\r\n/ },
  { type: 'WebP', extension: /\.webp$/i, start: /^RIFF....WEBPVP/s },
  { type: 'AVIF', extension: /\.avif$/i, start: /^....ftypavi[fs]/s },
];

interface Photo {
  /** For the page. */
  shown?: { name: string; bytes: Buffer };
  /** For the PDF. */
  printed?: Uint8Array;
  warnings: string[];
}

/**
 * Reads the photo that `basics.image` names, if it names an image in the folder `source`. Anything else
 * gives a warning: the page loads nothing from other sites. It gets into the PDF as well, unless
 * `meta.photo` is `page`.
 * @throws {ResumeError} when the file is over 200 kB, or not what its name says.
 */
export async function readPhoto(resume: Resume, source: string): Promise<Photo> {
  const image = resume.basics?.image;
  if (!image) return { warnings: [] };
  const named = types.find(({ extension }) => extension.test(image));
  if (!isFileName(image)) {
    return leftOut('it must name a file in public/, such as photo.jpg');
  }
  if (!named) {
    return leftOut(`${image} must be a JPEG, PNG, WebP or AVIF image, with that ending`);
  }
  const bytes = await readImage(image, source);
  if (!bytes) return leftOut(`there is no public/${image}`);
  const found = types.find(({ start }) => start.test(bytes.toString('latin1', 0, 16)));
  if (found !== named) {
    const is = found ? `is a ${found.type} image: change its name` : `is no ${named.type} image`;
    throw problem(`${image} ${is}.`);
  }
  const shown = { name: image, bytes };
  if (resume.meta?.photo === 'page') return { shown, warnings: [] };
  if (await isPrintable(bytes)) return { shown, printed: bytes, warnings: [] };
  const reason =
    named.type === 'AVIF' ? `it takes JPEG, PNG or WebP` : `${image} is damaged or of a rare kind`;
  return { shown, warnings: [`${resumeFile}: the PDF has no photo: ${reason}.`] };
}

const isFileName = (image: string) => /^[\w-][\w.-]{0,99}$/.test(image);

function leftOut(reason: string): Photo {
  return { warnings: [`${resumeFile}: basics.image is left out: ${reason}.`] };
}

async function readImage(image: string, source: string): Promise<Buffer | undefined> {
  const file = await stat(join(source, image)).catch(() => undefined);
  if (!file?.isFile()) return undefined;
  if (file.size > maxBytes) {
    const size = Math.round(file.size / 1000);
    throw problem(`${image} has ${size} kB; it is shown at 96 × 96, make it 200 kB or less.`);
  }
  return readFile(join(source, image));
}

const problem = (message: string) => new ResumeError([`${resumeFile}: basics.image: ${message}`]);

/** Whether Typst can decode the image, which it does when it sets a PDF. */
async function isPrintable(photo: Uint8Array): Promise<boolean> {
  return renderPdf(outline({}), 'a4', { photo }).then(
    () => true,
    () => false,
  );
}
