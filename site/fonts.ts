import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';
import { charactersIn, latin, latinExtended } from './characters.ts';
import { renameFont } from './rename-font.ts';
import { fontNames, nameText } from './sfnt.ts';

/** A file with a part of the typeface. */
export interface Font {
  name: string;
  /** WOFF2. */
  bytes: Buffer;
  /** The rest of its `@font-face`, in CSS. */
  descriptors: string;
  /** Every page needs it. Browsers load the others when a page has one of their characters. */
  isAlwaysUsed: boolean;
}

interface Face {
  weight: 400 | 600;
  isItalic?: boolean;
  source: string;
}

const require = createRequire(import.meta.url);
/** Source Serif 4. */
const typeface = '@expo-google-fonts/source-serif-4';
const upright: Face[] = [
  { weight: 400, source: '400Regular/SourceSerif4_400Regular.ttf' },
  { weight: 600, source: '600SemiBold/SourceSerif4_600SemiBold.ttf' },
];
const italic: Face = {
  weight: 400,
  isItalic: true,
  source: '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
};
// Other features (small capitals, swashes, fractions) would add glyphs to the subset.
const keepFeatures = ['ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'tnum'];
// Characters that scripts write into the page.
const always = '0123456789,.\u00a0—–…’ ';

/** The fonts of a page that shows only the characters of `text`: two of about 10 kB. */
export function fontsFor(text: string): Promise<Font[]> {
  return Promise.all(upright.map((face) => font(face, text + always)));
}

/**
 * The fonts of pages with texts that the build does not know: two of about 20 kB, with the characters of
 * `text` and Latin-1, and italics and extensions, of 10 to 20 kB, that browsers load only when they need them.
 */
export function fontsForAnyText(text: string): Promise<Font[]> {
  const characters = text + always + charactersIn(latin);
  // Browsers look into the last one first. So they load an extension only for what the others lack.
  return Promise.all([
    ...[...upright, italic].map(extension),
    ...[italic, ...upright].map((face) => font(face, characters)),
  ]);
}

/**
 * The license of the fonts with the copyright notice of their authors, which names what they reserve: the
 * license wants both beside the fonts.
 */
export async function fontLicense(): Promise<string> {
  const [{ source } = italic] = upright;
  const names = fontNames(await readFile(require.resolve(`${typeface}/${source}`)));
  const copyright = names.find(({ id }) => id === 0);
  const license = await readFile(require.resolve(`${typeface}/LICENSE_FONT`), 'utf8');
  return `The fonts in this folder are parts of Source Serif 4, under another name.

${copyright ? nameText(copyright) : ''}
${license.trim()}
`;
}

async function font(face: Face, text: string): Promise<Font> {
  return {
    name: `${nameOf(face)}.woff2`,
    bytes: await subset(face, text),
    descriptors: descriptorsOf(face),
    isAlwaysUsed: !face.isItalic,
  };
}

async function extension(face: Face): Promise<Font> {
  return {
    name: `${nameOf(face)}-extended.woff2`,
    bytes: await subset(face, charactersIn(latinExtended)),
    descriptors: `${descriptorsOf(face)} unicode-range: ${latinExtended.join(', ')};`,
    isAlwaysUsed: false,
  };
}

function nameOf({ weight, isItalic = false }: Face): string {
  return `serif-${weight}${isItalic ? '-italic' : ''}`;
}

function descriptorsOf({ weight, isItalic = false }: Face): string {
  return `font-weight: ${weight};${isItalic ? ' font-style: italic;' : ''} font-display: optional;`;
}

async function subset({ source }: Face, text: string): Promise<Buffer> {
  const font = renameFont(await readFile(require.resolve(`${typeface}/${source}`)));
  const characters = [...new Set(text)].join('');
  return subsetFont(font, characters, { targetFormat: 'woff2', keepFeatures });
}
