import type { Assets, Head } from '../../app/render/head.ts';
import { shortened } from '../../app/render/text.ts';
import type { Outline } from '../resume/outline.ts';

/** Where the build put the files that the resume's page links to: paths on the site. */
export interface SiteFiles {
  assets: Assets;
  /** Absent if the fonts lack too much of the resume. */
  pdf?: string | undefined;
  photo?: string | undefined;
  /** The picture for links to the page, unless it has a photo. Absent if there is no PDF. */
  preview?: string | undefined;
  /** The site's own URL with a slash at its end. Without it, the page has no absolute URLs. */
  url?: string | undefined;
  /** Asks search engines not to list the page. */
  noindex?: boolean;
}

/** What the head of the resume's page says. */
export function resumeHead(resume: Outline, files: Omit<SiteFiles, 'pdf'>): Head {
  const { assets, photo, preview, url, noindex = false } = files;
  const image = photo ?? preview;
  const { name, label, language } = resume;
  return {
    title: [name, label].filter(Boolean).join(' – '),
    description: description(resume),
    language,
    canonical: url,
    preview: { type: 'profile', image: url && image && new URL(image, url).href },
    structuredData: person(resume, url),
    noindex,
    assets,
  };
}

/** The first paragraph of the summary, cut to the length that search results show. */
function description({ name, label, place, summary }: Outline): string {
  const text = summary[0]?.replaceAll('\n', ' ') ?? [name, label, place].filter(Boolean).join(', ');
  return shortened(text, 160);
}

/** A JSON-LD object: https://schema.org/Person */
function person({ name, label, contacts }: Outline, url: string | undefined): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Person',
    name,
    jobTitle: label || undefined,
    url,
    sameAs: contacts.map(({ href }) => href).filter((href) => href?.startsWith('http')),
  };
}
