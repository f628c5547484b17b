import { distance } from 'fastest-levenshtein';

/** Other words for fields of a resume, from files that people published. */
const synonyms: Record<string, string[]> = {
  achievements: ['highlights'],
  avatar: ['image'],
  bio: ['summary'],
  certifications: ['certificates'],
  country: ['countryCode'],
  degree: ['studyType'],
  employer: ['name'],
  employment: ['work'],
  experience: ['work'],
  grade: ['score'],
  headline: ['label'],
  homepage: ['url'],
  jobs: ['work'],
  lang: ['language'],
  link: ['url'],
  locale: ['language'],
  major: ['area'],
  photo: ['image'],
  proficiency: ['fluency', 'level'],
  responsibilities: ['highlights'],
  role: ['position'],
  school: ['institution'],
  skill: ['name'],
  tags: ['keywords'],
  technologies: ['keywords'],
  title: ['position', 'label', 'name'],
  university: ['institution'],
};

/** The one of the known names that is meant by `name`, if one is near: by case, spelling or meaning. */
export function nearest(name: string, known: string[]): string | undefined {
  const plain = folded(name);
  if (plain === '' || plain.length > 40) return undefined;
  const same = known.find((one) => folded(one) === plain);
  if (same) return same;
  const meant = Object.hasOwn(synonyms, plain) ? (synonyms[plain] ?? []) : [];
  const synonym = meant.find((one) => known.includes(one));
  if (synonym) return synonym;
  const [nearest] = known
    .map((one) => ({ one, changes: distance(plain, folded(one)) }))
    // Two letters that change places are two changes; a word of five letters may have them.
    .filter(({ one, changes }) => changes <= (Math.min(plain.length, one.length) + 1) / 3)
    .sort((a, b) => a.changes - b.changes);
  // "companyName" is a name.
  return nearest?.one ?? known.find((one) => plain.endsWith(folded(one)));
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
