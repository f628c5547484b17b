import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import type { Outline } from '../resume/outline.ts';
import { type FontSet, fontSetsFor } from './font-sets.ts';
import { installFont } from './install-font.ts';
import { levelMarks } from './level-marks.ts';

const always = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'amiri/400Regular/Amiri_400Regular.ttf',
  'amiri/700Bold/Amiri_700Bold.ttf',
];

/** The packages of the fonts that come with the project: those of the page, too. */
export const fontPackages = [
  ...new Set(always.map((path) => `@expo-google-fonts/${path.split('/')[0]}`)),
];

/** The fonts of a PDF. */
export interface Fonts {
  /** TTF. */
  files: Uint8Array[];
  /** The families beside Source Serif and Amiri. */
  families: string[];
  /** Whether one of these needs more space between lines. */
  tall: boolean;
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
  // Shaping takes some characters apart: Thai sara am, for example.
  const text = JSON.stringify(outline);
  const characters = [...new Set(text + text.normalize('NFKD'))].sort().join('');
  const key = sets.length > 0 ? [...sets.map(({ id }) => id), characters].join(' ') : '';
  const fonts = loaded.get(key) ?? load(sets, characters);
  loaded.set(key, fonts);
  return fonts;
}

/** Typst would need a second to read a font of 15 MB, and does not read WOFF2. */
async function subset({ marks }: FontSet, file: string, characters: string): Promise<Buffer> {
  const font = await subsetFont(await readFile(file), characters, { targetFormat: 'sfnt' });
  return marks === 'level' ? levelMarks(font) : font;
}

async function load(sets: FontSet[], characters: string): Promise<Fonts> {
  const files = await Promise.all(
    always.map((path) =>
      readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${path}`))),
    ),
  );
  const fonts: Fonts = { files, families: [], tall: false, failed: [] };
  for (const set of sets) {
    try {
      const folder = await installFont(set);
      for (const file of set.files)
        fonts.files.push(await subset(set, join(folder, file), characters));
      fonts.families.push(set.family);
      fonts.tall ||= set.tall ?? false;
    } catch (error) {
      fonts.failed.push({ script: set.script, reason: (error as Error).message });
    }
  }
  return fonts;
}
