/** Scripts of many people. All others are named by their letters. */
const scripts = [
  ...[
    'Arabic',
    'Armenian',
    'Bengali',
    'Bopomofo',
    'Cherokee',
    'Cyrillic',
    'Devanagari',
    'Ethiopic',
  ],
  ...[
    'Georgian',
    'Greek',
    'Gujarati',
    'Gurmukhi',
    'Han',
    'Hangul',
    'Hebrew',
    'Hiragana',
    'Kannada',
  ],
  ...['Katakana', 'Khmer', 'Lao', 'Latin', 'Malayalam', 'Mongolian', 'Myanmar', 'Oriya', 'Sinhala'],
  ...['Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan', 'Tifinagh'],
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** The names of the scripts in `letters`, such as "Georgian and Tamil". */
export function scriptNames(letters: string): string {
  const names = scripts.filter(({ pattern }) => pattern.test(letters)).map(({ name }) => name);
  const others = scripts.reduce(
    (rest, { pattern }) => rest.replace(new RegExp(pattern, 'gu'), ''),
    letters,
  );
  return new Intl.ListFormat('en').format([...names, ...new Set(others)].slice(0, 5));
}
