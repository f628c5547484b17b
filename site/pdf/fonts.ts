import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import type { Outline } from '../resume/outline.ts';
import { type FontSet, fontSetsFor } from './font-sets.ts';
import { installFont } from './install-font.ts';

const always = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'amiri/400Regular/Amiri_400Regular.ttf',
  'amiri/700Bold/Amiri_700Bold.ttf',
];

/** The fonts of a PDF. */
export interface Fonts {
  /** TTF. */
  files: Uint8Array[];
  /** The families beside Source Serif and Amiri. */
  families: string[];
  /** The sets that npm could not install, and why. */
  failed: { script: string; reason: string }[];
}

const loaded = new Map<string, Promise<Fonts>>();

/**
 * The fonts for the scripts of an outline: Source Serif for Latin, Greek and Cyrillic, Amiri for
 * Arabic, and those that it installs when they are needed. Half a second for a large font.
 */
export function fontsFor(outline: Outline): Promise<Fonts> {
  const { labels, ...shown } = outline;
  const sets = fontSetsFor(JSON.stringify(shown), {
    language: outline.language,
    country: outline.countryCode,
  });
  const characters = [...new Set(JSON.stringify(outline))].sort().join('');
  const key = sets.length > 0 ? [...sets.map(({ id }) => id), characters].join(' ') : '';
  const fonts = loaded.get(key) ?? load(sets, characters);
  loaded.set(key, fonts);
  return fonts;
}

async function load(sets: FontSet[], characters: string): Promise<Fonts> {
  const files = await Promise.all(
    always.map((path) =>
      readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${path}`))),
    ),
  );
  const fonts: Fonts = { files, families: [], failed: [] };
  for (const set of sets) {
    try {
      const folder = await installFont(set);
      // Typst would need a second to read a font of 15 MB, and does not read WOFF2.
      for (const file of set.files) {
        const font = await readFile(join(folder, file));
        fonts.files.push(await subsetFont(font, characters, { targetFormat: 'sfnt' }));
      }
      fonts.families.push(set.family);
    } catch (error) {
      fonts.failed.push({ script: set.script, reason: (error as Error).message });
    }
  }
  return fonts;
}
