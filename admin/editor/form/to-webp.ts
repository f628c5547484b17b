const maxWidth = 1600;

/**
 * The image as WebP, at most 1600 pixels wide. Drawing it takes off what cameras add, such as the place.
 * @throws if the browser cannot read it.
 */
export async function toWebp(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file).catch(() => {
    throw new Error('This file is not an image that the browser can read.');
  });
  const width = Math.min(image.width, maxWidth);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.max(1, Math.round((image.height * width) / image.width));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((done, fail) => {
    const failed = () => fail(new Error('The browser could not convert this image.'));
    canvas.toBlob((blob) => (blob ? done(blob) : failed()), 'image/webp', 0.85);
  });
}
