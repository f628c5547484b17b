import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addAsset } from './assets.ts';
import { ResumeError, resumeFile } from './resume/problems.ts';

const maxBytes = 200_000;

/**
 * Adds the photo that `basics.image` names, if it names a file in the folder `source`. Any other
 * image gives a warning: the page loads nothing from other sites.
 * @throws {ResumeError} when the file is missing or over 200 kB.
 */
export async function addPhoto(
  image: string | undefined,
  source: string,
  out: string,
): Promise<{ photo?: string; warnings: string[] }> {
  if (!image) return { warnings: [] };
  if (!/^[\w-][\w.-]*\.(jpe?g|png|webp|avif)$/i.test(image)) {
    const warning = `${resumeFile}: basics.image is left out: it must name a file in public/, such as photo.jpg.`;
    return { warnings: [warning] };
  }
  const { size } = await stat(join(source, image)).catch(() => ({ size: -1 }));
  if (size < 0)
    throw new ResumeError([`${resumeFile}: basics.image: there is no public/${image}.`]);
  if (size > maxBytes) {
    const problem = `${resumeFile}: basics.image: ${image} has ${Math.round(size / 1000)} kB; it is shown at 96 × 96, make it 200 kB or less.`;
    throw new ResumeError([problem]);
  }
  return { photo: await addAsset(out, image, await readFile(join(source, image))), warnings: [] };
}
