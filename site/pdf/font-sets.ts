/** The fonts for a script that the installed ones lack. */
export interface FontSet {
  /** The workspace in `fonts/`, named after the script (ISO 15924). */
  id: 'deva' | 'hans' | 'hant' | 'hebr' | 'jpan' | 'kore' | 'thai';
  /** The script's name in messages. */
  script: string;
  /** What npm downloads. */
  megabytes: number;
  /** The font's name for Typst. */
  family: string;
  /** Regular and bold, in `node_modules`. */
  files: [string, string];
  /** Whether its lines need more space. */
  tall?: boolean;
  /** Whether `levelMarks` improves it. */
  marks?: 'level';
}

const expo = (font: string, family: string, [regular, bold]: [string, string]) => ({
  family,
  files: [regular, bold].map(
    (style) => `@expo-google-fonts/${font}/${style}/${family.replaceAll(' ', '')}_${style}.ttf`,
  ) as [string, string],
});
const thai = (weight: number) =>
  `@fontsource/noto-serif-thai/files/noto-serif-thai-thai-${weight}-normal.woff2`;
const semibold: [string, string] = ['400Regular', '600SemiBold'];

/** All sets. In a PDF, the first font that has a character shows it. */
export const fontSets: FontSet[] = [
  {
    // Other fonts move its marks up or down, for which `levelMarks` says what is wrong.
    id: 'deva',
    script: 'Devanagari',
    megabytes: 1,
    tall: true,
    ...expo('yantramanav', 'Yantramanav', ['400Regular', '700Bold']),
  },
  {
    id: 'hans',
    script: 'simplified Chinese',
    megabytes: 69,
    ...expo('noto-serif-sc', 'Noto Serif SC', semibold),
  },
  {
    id: 'hant',
    script: 'traditional Chinese',
    megabytes: 47,
    ...expo('noto-serif-tc', 'Noto Serif TC', semibold),
  },
  {
    id: 'hebr',
    script: 'Hebrew',
    megabytes: 1,
    ...expo('noto-serif-hebrew', 'Noto Serif Hebrew', semibold),
  },
  {
    id: 'jpan',
    script: 'Japanese',
    megabytes: 35,
    ...expo('noto-serif-jp', 'Noto Serif JP', semibold),
  },
  {
    // A tenth of Noto Serif KR, which has hanja as well. Those of this set are in `hant`.
    id: 'kore',
    script: 'Korean',
    megabytes: 4,
    ...expo('nanum-myeongjo', 'NanumMyeongjo', ['400Regular', '700Bold']),
  },
  {
    id: 'thai',
    script: 'Thai',
    megabytes: 1,
    tall: true,
    family: 'Noto Serif Thai',
    files: [thai(400), thai(600)],
    marks: 'level',
  },
];

const idsByScript: [pattern: RegExp, id: FontSet['id']][] = [
  [/\p{Script=Devanagari}/u, 'deva'],
  [/\p{Script=Bopomofo}/u, 'hant'],
  [/\p{Script=Hebrew}/u, 'hebr'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'jpan'],
  [/\p{Script=Hangul}/u, 'kore'],
  [/\p{Script=Thai}/u, 'thai'],
];

/** What decides how Han characters are drawn, as Chinese, Japanese and Korean share their code points. */
interface Locale {
  /** BCP 47. */
  language: string;
  /** ISO 3166, if it is known. */
  country?: string | undefined;
}

/** The sets for the scripts in `text`, that for Han characters first. */
export function fontSetsFor(text: string, locale: Locale): FontSet[] {
  const ids = idsByScript.filter(([pattern]) => pattern.test(text)).map(([, id]) => id);
  const han = /\p{Script=Han}/u.test(text) && hanSet(locale, ids);
  const all = new Set(han ? [han, ...ids] : ids);
  return [...all].flatMap((id) => fontSets.filter((set) => set.id === id));
}

function hanSet({ language, country }: Locale, ids: FontSet['id'][]): FontSet['id'] {
  const region = /^[a-z]{2}$/i.test(country ?? '') ? [`und-${country}`] : [];
  // CLDR knows the usual script of a language, and of the language of a country.
  for (const tag of [language, ...region]) {
    const { script = '' } = new Intl.Locale(tag).maximize();
    const id = { Hans: 'hans', Hant: 'hant', Jpan: 'jpan', Kore: 'hant' }[script];
    if (id) return id as FontSet['id'];
  }
  return ids.includes('jpan') ? 'jpan' : 'hans';
}
