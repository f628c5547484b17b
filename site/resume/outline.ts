import { directionOf } from '../../app/render/direction.ts';
import { type Labels, labelsFor } from '../../app/render/labels.ts';
import { type PageKind, pageKinds } from '../../app/render/manifest.ts';
import { line, paragraphs } from '../../app/render/text.ts';
import { type Counter, defaultCounter } from './counter.ts';
import { type Link, link, withoutScheme } from './link.ts';
import { place } from './place.ts';
import type { Resume } from './resume.ts';
import { type Section, sections } from './sections.ts';
import { telephone } from './telephone.ts';

/** The texts and links of a resume in the order in which both the page and the PDF show them. */
export interface Outline {
  /** BCP 47. */
  language: string;
  /** ISO 3166, if the resume has it. */
  countryCode?: string | undefined;
  direction: 'ltr' | 'rtl';
  labels: Labels;
  name: string;
  label: string;
  place: string;
  /** Paragraphs, whose lines are separated by `\n`. */
  summary: string[];
  contacts: Link[];
  sections: Section[];
  /** The number in the page's footer. */
  counter: Counter;
  /** The kinds of content whose pages the resume links to. */
  pages: PageKind[];
  /** Whether the site has a page about privacy. */
  privacy: boolean;
  /** Whether posts show their views. */
  views: boolean;
}

/** The outline of a valid resume. */
export function outline(resume: Resume): Outline {
  const { basics = {} } = resume;
  const language = resume.meta?.language ?? 'en';
  const labels = labelsFor(language);
  return {
    language,
    countryCode: basics.location?.countryCode,
    direction: directionOf(language),
    labels,
    name: line(basics.name),
    label: line(basics.label),
    place: place(basics.location, language, labels.comma),
    summary: paragraphs(basics.summary),
    contacts: contacts(basics),
    sections: sections(resume, language, labels),
    counter: resume.meta?.counter ?? defaultCounter,
    privacy: resume.meta?.privacy !== false,
    views: resume.meta?.views === true,
    pages: pageKinds.filter((kind) => resume.meta?.pages?.includes(kind)),
  };
}

type Basics = NonNullable<Resume['basics']>;

function contacts({ email, phone, url, profiles = [] }: Basics): Link[] {
  const links: Link[] = [
    { text: line(email), href: `mailto:${line(email)}` },
    link(phone, telephone(line(phone))),
    link(withoutScheme(url), url),
    ...profiles.map((profile) =>
      link(
        [line(profile.network), line(profile.username) || withoutScheme(profile.url)]
          .filter(Boolean)
          .join(': '),
        profile.url,
      ),
    ),
  ];
  return links.filter(({ text }) => text);
}
