import { tableOffset } from '../sfnt.ts';

/**
 * Takes the vertical part out of the positions of a font's marks, in place. Typst writes a mark that is
 * a little higher or lower than it is drawn as a text of its own with all letters below it, which
 * programs that extract the text then find twice. For fonts that draw marks at their height.
 * https://learn.microsoft.com/typography/opentype/spec/gpos
 * @param font an sfnt file.
 */
export function levelMarks(font: Buffer): Buffer {
  const u16 = (at: number) => font.readUInt16BE(at);
  const offsets = (list: number, first = list + 2) =>
    Array.from({ length: u16(list) }, (_, i) => u16(first + 2 * i));
  const level = (anchor: number) => font.writeInt16BE(0, anchor + 4);

  const gpos = tableOffset(font, 'GPOS');
  if (gpos === undefined) return font;
  const lookups = gpos + u16(gpos + 8);
  for (const lookup of offsets(lookups).map((offset) => lookups + offset)) {
    for (const offset of offsets(lookup + 4)) {
      const isExtension = u16(lookup) === 9;
      const start = lookup + offset;
      const type = isExtension ? u16(start + 2) : u16(lookup);
      const table = isExtension ? start + font.readUInt32BE(start + 4) : start;
      // Marks to base letters, and marks to marks.
      if (type !== 4 && type !== 6) continue;
      const [classes, marks, bases] = [6, 8, 10].map((at) => u16(table + at)) as [
        number,
        number,
        number,
      ];
      for (let i = 0; i < u16(table + marks); i++)
        level(table + marks + u16(table + marks + 4 + 4 * i));
      for (let i = 0; i < u16(table + bases) * classes; i++) {
        const anchor = u16(table + bases + 2 + 2 * i);
        if (anchor) level(table + bases + anchor);
      }
    }
  }
  return font;
}
