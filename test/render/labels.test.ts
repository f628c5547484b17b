import { test } from 'tap';
import { labelsFor, translations } from '../../app/render/labels.ts';

for (const [tag, language] of [
  ['en-GB', 'en'],
  ['de-AT', 'de'],
  ['ar', 'ar'],
  ['fr-CA', 'fr'],
  ['es-419', 'es'],
  ['pt', 'pt'],
  ['pt-BR', 'pt'],
  ['pt-PT', 'pt-PT'],
  ['it', 'it'],
  ['nl-BE', 'nl'],
  ['tr', 'tr'],
  ['id', 'id'],
  ['in', 'id'],
  ['ja', 'ja'],
  ['ko', 'ko'],
  ['zh', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant', 'zh-Hant'],
  ['zh-Hans-HK', 'zh-Hans'],
  ['ka', 'en'],
  ['und', 'en'],
] as const) {
  test(`the labels of ${tag} are those of ${language}`, (t) => {
    t.equal(labelsFor(tag), translations[language]);
    t.end();
  });
}

/** What a label has a place for. */
const places: Record<string, string> = {
  visit: '{n}',
  visitors: '{n}',
  readTime: '{n}',
  views: '{n}',
  pageNumber: '{n}',
  updated: '{date}',
  categoryTitle: '{name}',
  tagTitle: '{name}',
};

// These are on the page in one place or in none; a word for both can be the same in two languages.
const unlikelyEqual = ['work', 'education', 'skills', 'notFound', 'home'] as const;

test('every label has words and the place for what belongs into it, and is translated', (t) => {
  const { en, ...others } = translations;
  for (const [language, labels] of Object.entries(translations)) {
    for (const [name, text] of Object.entries(labels)) {
      t.ok(text.trim(), `${language}.${name}`);
      const found = text.match(/\{\w+\}/g) ?? [];
      t.strictSame(found, places[name] ? [places[name]] : [], `${language}.${name}`);
      t.equal(text, text.normalize(), `${language}.${name}`);
    }
    const headings = Object.values(labels).slice(0, 11);
    t.equal(new Set(headings).size, headings.length, `headings in ${language}`);
  }
  for (const [language, labels] of Object.entries(others)) {
    for (const name of unlikelyEqual) t.not(labels[name], en?.[name], `${language}.${name}`);
  }
  t.end();
});

// Of our words, CLDR has only those in the tests below. Months and countries come from it as they are.

test('the separator of a list is that of CLDR', (t) => {
  for (const [language, { comma }] of Object.entries(translations)) {
    // In Arabic, CLDR joins a list by "and", but units by a comma.
    const style = { type: language === 'ar' ? 'unit' : 'conjunction' } as const;
    const [, separator] = new Intl.ListFormat(language, style).formatToParts(['1', '2', '3', '4']);
    t.match(separator?.value, new RegExp(`^${comma.trim()}`), language);
  }
  t.end();
});

/** What resumes write at the end of a period where they do not write "now" or "today". */
const notInCldr: Record<string, string> = {
  en: 'Present',
  es: 'actualidad',
  ja: '現在',
  ko: '현재',
  nl: 'heden',
  pt: 'presente',
  'pt-PT': 'presente',
  tr: 'günümüz',
  'zh-Hans': '至今',
  'zh-Hant': '至今',
};

test('the end of a period that goes on is now or today in CLDR, or usual in resumes', (t) => {
  for (const [language, { now }] of Object.entries(translations)) {
    const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    const cldr = [format.format(0, 'second'), format.format(0, 'day')];
    t.ok((notInCldr[language] ? [notInCldr[language]] : cldr).includes(now), `${language}: ${now}`);
    t.notOk(cldr.includes(notInCldr[language] ?? ''), language);
  }
  t.end();
});
