import type { PageKind } from '../../app/render/manifest.ts';
import type { Counter } from './counter.ts';

/** A resume in the JSON Resume schema, v1, where every field is optional: https://jsonresume.org/schema */
export interface Resume {
  basics?: {
    name?: string;
    label?: string;
    image?: string;
    email?: string;
    phone?: string;
    url?: string;
    summary?: string;
    location?: {
      address?: string;
      postalCode?: string;
      city?: string;
      countryCode?: string;
      region?: string;
    };
    profiles?: { network?: string; username?: string; url?: string }[];
  };
  work?: (Stay & { name?: string; location?: string; description?: string; position?: string })[];
  volunteer?: (Stay & { organization?: string; position?: string })[];
  education?: (Pick<Stay, 'url' | 'startDate' | 'endDate'> & {
    institution?: string;
    area?: string;
    studyType?: string;
    score?: string;
    courses?: string[];
  })[];
  awards?: { title?: string; date?: string; awarder?: string; summary?: string }[];
  certificates?: { name?: string; date?: string; url?: string; issuer?: string }[];
  publications?: {
    name?: string;
    publisher?: string;
    releaseDate?: string;
    url?: string;
    summary?: string;
  }[];
  skills?: { name?: string; level?: string; keywords?: string[] }[];
  languages?: { language?: string; fluency?: string }[];
  interests?: { name?: string; keywords?: string[] }[];
  references?: { name?: string; reference?: string }[];
  projects?: (Omit<Stay, 'summary'> & {
    name?: string;
    description?: string;
    keywords?: string[];
    roles?: string[];
    entity?: string;
    type?: string;
  })[];
  meta?: {
    canonical?: string;
    version?: string;
    lastModified?: string;
    // The rest are our extensions.
    /** BCP 47, such as `de` or `ar`. The default is English. */
    language?: string;
    /** `page` keeps the photo off the PDF. */
    photo?: 'page';
    /** The number that the page shows. */
    counter?: Counter;
    /** The kinds of content whose pages the resume links to. None by default. */
    pages?: PageKind[];
    /** Whether posts show how often they were viewed. Not by default. */
    views?: boolean;
    /** Properties of basics, and sections, that only the PDF in `dist/private/` shows: published.ts. */
    private?: string[];
    /** `false` leaves out the page about privacy, for owners who have their own. */
    privacy?: boolean;
    /** `false` asks search engines not to list the site. */
    index?: boolean;
  };
}

/** A period at an organization. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
interface Stay {
  url?: string;
  startDate?: string;
  endDate?: string;
  summary?: string;
  highlights?: string[];
}
