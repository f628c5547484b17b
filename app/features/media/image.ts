import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { NotValid, UnsupportedMediaType } from '../../errors.ts';
import { tellsPlace } from './location.ts';

/** By the names that image-size gives to what it recognizes. SVG is not here: it can contain scripts. */
const types: Record<string, { extension: string; contentType: string }> = {
  png: { extension: 'png', contentType: 'image/png' },
  jpg: { extension: 'jpg', contentType: 'image/jpeg' },
  webp: { extension: 'webp', contentType: 'image/webp' },
  avif: { extension: 'avif', contentType: 'image/avif' },
  gif: { extension: 'gif', contentType: 'image/gif' },
};

const maxSide = 16_384;
const maxPixels = 40_000_000;

export interface Image {
  /** `<first 16 of its SHA-256>-<width>x<height>.<type>`: the same file always gets the same name. */
  name: string;
  contentType: string;
  width: number;
  height: number;
}

/** An image by its content, whatever its sender calls it. @throws {UnsupportedMediaType}, {NotValid} */
export function readImage(bytes: Buffer): Image {
  const { type = '', ...size } = measure(bytes);
  const { extension, contentType } = types[type] ?? unsupported();
  // A camera that is held upright stores the picture lying, and says so: browsers turn it.
  const isTurned = (size.orientation ?? 1) >= 5;
  const width = isTurned ? size.height : size.width;
  const height = isTurned ? size.width : size.height;
  const isShown = (side: number) => side >= 1 && side <= maxSide;
  if (!isShown(width) || !isShown(height) || width * height > maxPixels) {
    throw new NotValid(
      'body',
      `has ${width} × ${height} pixels. At most ${maxSide} a side are allowed, and 40 million in all`,
    );
  }
  if (tellsPlace(bytes)) {
    throw new NotValid(
      'body',
      'says where the picture was taken. Remove the location, for example by exporting the picture without metadata, and upload it again',
    );
  }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { name: `${hash}-${width}x${height}.${extension}`, contentType, width, height };
}

function measure(bytes: Buffer) {
  try {
    // A copy: the library reads beyond the end of what is cut off, into what else is in the same memory.
    return imageSize(Uint8Array.from(bytes));
  } catch {
    // It throws for what it does not recognize, and for headers that are damaged.
    return unsupported();
  }
}

function unsupported(): never {
  throw new UnsupportedMediaType('The body is not a PNG, JPEG, WebP, AVIF or GIF image');
}

const nameShape = /^[0-9a-f]{16}-(\d{1,5})x(\d{1,5})\.(?:png|jpg|webp|avif|gif)$/;

/** The size in an image's name; undefined if it is not one. */
export function sizeIn(name: string): { width: number; height: number } | undefined {
  const [found, width, height] = nameShape.exec(name) ?? [];
  return found ? { width: Number(width), height: Number(height) } : undefined;
}
