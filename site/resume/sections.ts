import { type Period, period, singleDate } from '../../app/render/dates.ts';
import type { Labels } from '../../app/render/labels.ts';
import { blocks, line, lines, paragraphs } from '../../app/render/text.ts';
import { type Link, link, withoutScheme } from './link.ts';
import type { Resume } from './resume.ts';

export interface Section {
  /** The property in the JSON Resume schema. */
  id: string;
  title: string;
  /** The layout: entries with dates, terms with descriptions, or quotations. */
  form: 'timeline' | 'terms' | 'quotations';
  entries: Entry[];
}

/** One entry of a section. A field without a value is an empty text or list. */
export interface Entry {
  title: Link;
  /** The organization: company, school, issuer. */
  by: Link;
  period?: Period | undefined;
  /** Short facts: a place, a score, a level. */
  facts: string[];
  /** The lines of a paragraph, and those of an item, are separated by `\n`. */
  paragraphs: string[];
  items: string[];
  keywords: string[];
  /** The positions at one company, when the entry is the company. */
  entries: Entry[];
}

const emptyEntry: Entry = {
  title: { text: '' },
  by: { text: '' },
  facts: [],
  paragraphs: [],
  items: [],
  keywords: [],
  entries: [],
};

/** The sections that are not empty, in the order in which page and PDF show them. */
export function sections(resume: Resume, language: string, labels: Labels): Section[] {
  const span = (entry: { startDate?: string; endDate?: string }) =>
    period(entry.startDate, entry.endDate, language);
  const timeline = 'timeline';
  const all: (Omit<Section, 'title'> & { id: keyof Labels })[] = [
    {
      id: 'skills',
      form: 'terms',
      entries: (resume.skills ?? []).map((skill) => ({
        ...emptyEntry,
        title: link(skill.name),
        facts: lines([skill.level ?? '']),
        keywords: lines(skill.keywords),
      })),
    },
    { id: 'work', form: timeline, entries: work(resume.work ?? [], span) },
    {
      id: 'projects',
      form: timeline,
      entries: (resume.projects ?? []).map((project) => ({
        ...emptyEntry,
        title: link(project.name, project.url),
        by: link(project.entity),
        period: span(project),
        facts: lines([...(project.roles ?? []), project.type ?? '']),
        paragraphs: paragraphs(project.description),
        items: blocks(project.highlights),
        keywords: lines(project.keywords),
      })),
    },
    {
      id: 'education',
      form: timeline,
      entries: (resume.education ?? []).map((education) => ({
        ...emptyEntry,
        title: link(
          [line(education.studyType), line(education.area)].filter(Boolean).join(labels.comma),
        ),
        by: link(education.institution, education.url),
        period: span(education),
        facts: lines([education.score ?? '']),
        items: blocks(education.courses),
      })),
    },
    {
      id: 'certificates',
      form: timeline,
      entries: (resume.certificates ?? []).map((certificate) => ({
        ...emptyEntry,
        title: link(certificate.name, certificate.url),
        by: link(certificate.issuer),
        // The day says nothing about a certificate.
        period: singleDate(certificate.date?.slice(0, 7), language),
      })),
    },
    {
      id: 'awards',
      form: timeline,
      entries: (resume.awards ?? []).map((award) => ({
        ...emptyEntry,
        title: link(award.title),
        by: link(award.awarder),
        period: singleDate(award.date, language),
        paragraphs: paragraphs(award.summary),
      })),
    },
    {
      id: 'publications',
      form: timeline,
      entries: (resume.publications ?? []).map((publication) => ({
        ...emptyEntry,
        title: link(publication.name, publication.url),
        by: link(publication.publisher),
        period: singleDate(publication.releaseDate, language),
        paragraphs: paragraphs(publication.summary),
      })),
    },
    {
      id: 'volunteer',
      form: timeline,
      entries: (resume.volunteer ?? []).map((volunteer) => ({
        ...emptyEntry,
        title: link(volunteer.position),
        by: link(volunteer.organization, volunteer.url),
        period: span(volunteer),
        paragraphs: paragraphs(volunteer.summary),
        items: blocks(volunteer.highlights),
      })),
    },
    {
      id: 'languages',
      form: 'terms',
      entries: (resume.languages ?? []).map(({ language: name, fluency }) => ({
        ...emptyEntry,
        title: link(name),
        facts: lines([fluency ?? '']),
      })),
    },
    {
      id: 'interests',
      form: 'terms',
      entries: (resume.interests ?? []).map((interest) => ({
        ...emptyEntry,
        title: link(interest.name),
        keywords: lines(interest.keywords),
      })),
    },
    {
      id: 'references',
      form: 'quotations',
      entries: (resume.references ?? []).map((reference) => ({
        ...emptyEntry,
        title: link(reference.name),
        paragraphs: paragraphs(reference.reference),
      })),
    },
  ];
  return all
    .map((section) => ({
      ...section,
      title: labels[section.id],
      entries: section.entries.map(complete).filter(hasContent),
    }))
    .filter(({ entries }) => entries.length > 0);
}

type Work = NonNullable<Resume['work']>[number];

/** Groups consecutive positions at one company into one entry. */
function work(jobs: Work[], span: (job: Work) => Period | undefined): Entry[] {
  const companies: Work[][] = [];
  for (const job of jobs) {
    const last = companies.at(-1);
    if (last && job.name && line(last[0]?.name) === line(job.name)) last.push(job);
    else companies.push([job]);
  }
  return companies.map((positions) => {
    const [first = {}] = positions;
    if (positions.length === 1) return position(first, span, link(first.name, first.url));
    const same = (key: 'location' | 'description') =>
      positions.every((job) => job[key] === first[key]) ? (first[key] ?? '') : '';
    const shared = { location: same('location'), description: same('description') };
    const url = positions.find((job) => job.url)?.url;
    return {
      ...emptyEntry,
      title: link(first.name, url),
      period: wholeSpan(positions, span),
      facts: lines([shared.location]),
      paragraphs: paragraphs(shared.description),
      entries: positions
        .map(({ location = '', description = '', ...job }) => ({
          ...job,
          location: shared.location ? '' : location,
          description: shared.description ? '' : description,
        }))
        .map((job) => position(job, span, link('', job.url === url ? '' : job.url)))
        .map(complete)
        .filter(hasContent),
    };
  });
}

/** From the first start to the last end, unless a position has no start. */
function wholeSpan(positions: Work[], span: (job: Work) => Period | undefined): Period | undefined {
  const dates = (key: 'startDate' | 'endDate') => positions.map((job) => job[key] ?? '').sort();
  const [starts, ends] = [dates('startDate'), dates('endDate')];
  const [startDate = ''] = starts;
  return startDate ? span({ startDate, endDate: ends[0] ? (ends.at(-1) ?? '') : '' }) : undefined;
}

function position(job: Work, span: (job: Work) => Period | undefined, by: Link): Entry {
  return {
    ...emptyEntry,
    title: link(job.position),
    by,
    period: span(job),
    facts: lines([job.location ?? '']),
    paragraphs: [...paragraphs(job.description), ...paragraphs(job.summary)],
    items: blocks(job.highlights),
  };
}

/**
 * Gives an entry without a title the organization as its title, and gives the entry's link, whose own
 * text may be missing, a text.
 */
function complete(entry: Entry): Entry {
  const url = entry.title.href ?? entry.by.href;
  const [first, ...others] = [entry.title, entry.by].filter(({ text }) => text);
  const title = first ?? { text: withoutScheme(url) };
  const by = others[0] ?? { text: '' };
  return { ...entry, title: title.href || by.href || !url ? title : { ...title, href: url }, by };
}

function hasContent({
  title,
  period,
  facts,
  paragraphs,
  items,
  keywords,
  entries,
}: Entry): boolean {
  const parts = [facts, paragraphs, items, keywords, entries];
  return title.text !== '' || period !== undefined || parts.some((part) => part.length > 0);
}
