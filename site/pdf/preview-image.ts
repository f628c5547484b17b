import { inflateSync } from 'node:zlib';
import { png } from '../png.ts';
import type { Outline } from '../resume/outline.ts';
import { fontsFor } from './fonts.ts';
import { find, pdfFile } from './pdf-file.ts';
import { typst } from './typst.ts';

/**
 * A PNG of 1200 × 630 pixels with name and label, for links to the site in chats and social networks. It
 * takes the fonts of the PDF, so `outline` is the one that the PDF shows. The same outline gives the same
 * bytes.
 * @throws {Error} when Typst writes its PDFs in another way than now.
 */
export async function previewImage(outline: Outline): Promise<Buffer> {
  const { name, label, direction } = outline;
  const fonts = await fontsFor(outline);
  const { compile } = await typst(fonts);
  const data = { name, label, direction, fonts: fonts.families };
  return pngOf(await compile('preview', data));
}

/** The only image of the PDF. */
function pngOf(pdf: Uint8Array): Buffer {
  const { count, object } = pdfFile(pdf);
  const objects = Array.from({ length: count }, (_, i) => object(i + 1));
  const image = objects.find((text) => text.includes('/Subtype /Image')) ?? '';
  const width = Number(find(/\/Width (\d+)/, image));
  const height = Number(find(/\/Height (\d+)/, image));
  const stream = find(/\/FlateDecode.*?stream\n(.*)\nendstream/s, image);
  return png(width, height, inflateSync(Buffer.from(stream, 'latin1')));
}
