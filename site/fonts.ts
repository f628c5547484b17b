import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const files = {
  'serif-400.woff2': '400Regular/SourceSerif4_400Regular.ttf',
  'serif-600.woff2': '600SemiBold/SourceSerif4_600SemiBold.ttf',
};
// Other features (small capitals, swashes, fractions) would add glyphs to the subset.
const keepFeatures = ['ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'tnum'];
// Characters that scripts write into the page.
const always = '0123456789,.\u00a0—–…’ ';

/** The page's fonts by file name, subset to the characters of `text`. About 10 kB each. */
export async function subsetFonts(text: string): Promise<Record<string, Buffer>> {
  const characters = [...new Set(text + always)].join('');
  const subsets = Object.entries(files).map(async ([name, file]) => {
    const font = await readFile(require.resolve(`@expo-google-fonts/source-serif-4/${file}`));
    return [
      name,
      await subsetFont(font, characters, { targetFormat: 'woff2', keepFeatures }),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(subsets));
}
