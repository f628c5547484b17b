/** Latin-1, and the punctuation, currencies and arrows that people write with it. As in `unicode-range`. */
export const latin = [
  'U+20-7E',
  'U+A0-FF',
  'U+152-153',
  'U+2002-2003',
  'U+2009',
  'U+2010-2015',
  'U+2018-201A',
  'U+201C-201E',
  'U+2020-2022',
  'U+2026',
  'U+202F-2030',
  'U+2032-2033',
  'U+2039-203A',
  'U+20A4',
  'U+20A9',
  'U+20AB-20AC',
  'U+20B9-20BA',
  'U+2122',
  'U+2190-2193',
  'U+2212',
  'U+2260',
  'U+2264-2265',
];

/** The letters of the other European languages in Latin script, and of Vietnamese. */
export const latinExtended = ['U+100-24F', 'U+1E00-1EFF'];

/** The characters in ranges. */
export function charactersIn(ranges: string[]): string {
  return ranges.map(charactersOf).join('');
}

function charactersOf(range: string): string {
  const codes = range
    .slice(2)
    .split('-')
    .map((code) => Number.parseInt(code, 16));
  const [first = 0, last = first] = codes;
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join(
    '',
  );
}
