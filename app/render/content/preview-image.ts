import type { SiteManifest } from '../manifest.ts';

/** The URL of the image that links to a page show: the text's first own one, else the site's. */
export function imageUrl(
  { url, previewImage }: SiteManifest,
  text: string,
  first?: string,
): string | undefined {
  const path = first ?? /<img [^>]*?src="(\/media\/[^"]+)"/.exec(text)?.[1] ?? previewImage;
  return url && path ? new URL(path, url).href : undefined;
}

/** The size of an own image, which its name ends with, for `width` and `height`. */
export function imageSize(path: string): { width: string; height: string } | undefined {
  const [, width, height] = /-(\d+)x(\d+)\.\w+$/.exec(path) ?? [];
  return width && height ? { width, height } : undefined;
}
