import { line } from '../../app/render/text.ts';

export interface Link {
  text: string;
  href?: string;
}

export function link(text: string | undefined, url?: string): Link {
  return url ? { text: line(text), href: line(url) } : { text: line(text) };
}

/** An http(s) URL as one writes it: `example.com/path`. */
export function withoutScheme(url: string | undefined): string {
  return line(url)
    .replace(/^https?:\/\/(www\.)?(?=.)/i, '')
    .replace(/\/$/, '');
}
