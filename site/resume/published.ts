import { nearest } from './nearest.ts';
import { excerpt, type Problem } from './problems.ts';
import type { Resume } from './resume.ts';

type Basics = NonNullable<Resume['basics']>;

/** What `meta.private` may name: properties of basics, with or without `basics.` before them, and sections. */
const basicsNames: (keyof Basics)[] = [
  'label',
  'image',
  'email',
  'phone',
  'url',
  'summary',
  'location',
  'profiles',
];
const sectionNames: (keyof Resume)[] = [
  'work',
  'volunteer',
  'education',
  'awards',
  'certificates',
  'publications',
  'skills',
  'languages',
  'interests',
  'references',
  'projects',
];
/** These are private without being named. */
const alwaysPrivate = ['location.address', 'location.postalCode', 'address', 'postalCode'];

/**
 * The part of a resume that anyone may see, on the page and in the PDF beside it: without the street and
 * the postal code, without what `meta.private` names, and without `meta.private`.
 */
export function published(resume: Resume): Resume {
  const { basics, meta, ...sections } = resume;
  const names = new Set(meta?.private?.map(withoutBasics));
  const isPublic = (name: string) => !names.has(name);
  return {
    ...pick(sections, isPublic),
    ...(basics && { basics: publicBasics(pick(basics, isPublic)) }),
    ...(meta && { meta: pick(meta, (name) => name !== 'private') }),
  };
}

function publicBasics({ location, ...basics }: Basics): Basics {
  if (!location) return basics;
  const { address, postalCode, ...place } = location;
  return { ...basics, location: place };
}

/**
 * The mistakes in `meta.private` and `meta.index`. A misspelt one is a mistake, too, as it would publish
 * what it was to hide; so is a misspelt `meta.privacy`, as the name is so near.
 */
export function publicationProblems(meta: object = {}): Problem[] {
  return Object.entries(meta).flatMap(([key, value]) => {
    const path = ['meta', key];
    if (key === 'index') {
      return typeof value === 'boolean' ? [] : [{ path, message: 'must be true or false' }];
    }
    if (key === 'private') return privateProblems(value, path);
    const known = [
      'private',
      'index',
      'privacy',
      'language',
      'photo',
      'counter',
      'pages',
      'views',
      'canonical',
      'version',
      'lastModified',
    ];
    const meant = known.includes(key) ? undefined : nearest(key, known);
    const isMisspelt = meant && ['private', 'index', 'privacy'].includes(meant);
    return isMisspelt ? [{ path, message: `is not known; did you mean ${meant}?` }] : [];
  });
}

function privateProblems(names: unknown, path: string[]): Problem[] {
  if (!Array.isArray(names)) {
    return [{ path, message: 'must be a list in [ ], such as ["phone", "references"]' }];
  }
  return names.flatMap((name: unknown, i) => {
    const message = mistake(name);
    return message ? [{ path: [...path, `${i}`], message }] : [];
  });
}

function mistake(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'must be text in quotation marks';
  const known = [...basicsNames, ...sectionNames, ...alwaysPrivate];
  const short = withoutBasics(name);
  if (known.includes(short)) return undefined;
  if (short === 'name') return 'cannot be the name: the page needs one';
  const meant = nearest(short, known);
  const hint = meant ? `; did you mean ${meant}?` : '';
  return `must be a property of basics or a section, not ${excerpt(name)}${hint}`;
}

function withoutBasics(name: string): string {
  return name.replace(/^basics\./, '');
}

function pick<T extends object>(from: T, keep: (name: string) => boolean): T {
  return Object.fromEntries(Object.entries(from).filter(([name]) => keep(name))) as T;
}
