import { Type } from '@sinclair/typebox';

export const maxMediaBytes = 2 * 1024 * 1024;

/** What an upload may be sent as; `BinaryMediaTypes` in the template are the same. Its content decides. */
export const uploadTypes = [
  'image/png',
  'image/jpeg',
  'image/jpg',
  'image/webp',
  'image/avif',
  'image/gif',
  'application/octet-stream',
];

export const ImageFile = Type.Unsafe<Buffer>({
  type: 'string',
  format: 'binary',
  description: 'The bytes of a PNG, JPEG, WebP, AVIF or GIF image, at most 2 MiB',
});

export const MediaFile = Type.Object(
  {
    path: Type.String({
      description: 'Where the site has it: `/media/<hash>-<width>x<height>.<type>`',
      examples: ['/media/0123456789abcdef-640x480.webp'],
    }),
    width: Type.Integer({ description: 'Pixels, as browsers show the image' }),
    height: Type.Integer(),
    bytes: Type.Integer(),
  },
  { description: 'An uploaded image' },
);

export const MediaFiles = Type.Object(
  {
    items: Type.Array(MediaFile),
    nextCursor: Type.Union([Type.String(), Type.Null()], {
      description: 'For the next page; null on the last one',
    }),
  },
  { description: 'A page of the images, in no particular order' },
);

export const MediaQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: '`nextCursor` of a page' })),
  },
  { additionalProperties: false },
);

export const MediaName = Type.Object({
  name: Type.String({ maxLength: 100, examples: ['0123456789abcdef-640x480.webp'] }),
});

export const Deleted = Type.Null({ description: 'The image is deleted' });
