import { fontNames } from './sfnt.ts';

/** The family of the site's fonts, in CSS. */
export const family = 'Resume Serif';

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();
const reserved = utf16('Source');
/** As long as the reserved one, so that it takes its place. */
const ours = utf16('Resume');
const copyright = 0;
const trademark = 7;

/**
 * Replaces the name "Source" in a font, in place. Its authors reserve it for the font as they made it, and a
 * subset is a modified version (SIL Open Font License 1.1, condition 3). Their notices stay as they are.
 * @param font an sfnt file whose names are UTF-16.
 */
export function renameFont(font: Buffer): Buffer {
  for (const { id, bytes } of fontNames(font)) {
    if (id === copyright || id === trademark) continue;
    for (let at = bytes.indexOf(reserved); at >= 0; at = bytes.indexOf(reserved, at + 1)) {
      ours.copy(bytes, at);
    }
  }
  return font;
}
