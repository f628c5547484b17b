/** Where a table of a font in the format sfnt (TTF, OTF) begins. */
export function tableOffset(font: Buffer, tag: string): number | undefined {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  return undefined;
}

/** A text in a font's table of names. */
export interface FontName {
  /** https://learn.microsoft.com/typography/opentype/spec/name#name-ids */
  id: number;
  /** UTF-16BE, in the memory of the font. */
  bytes: Buffer;
}

/** The texts in the table of names that are UTF-16BE: those for Windows and for Unicode. */
export function fontNames(font: Buffer): FontName[] {
  const table = tableOffset(font, 'name');
  if (table === undefined) return [];
  const texts = table + font.readUInt16BE(table + 4);
  return Array.from({ length: font.readUInt16BE(table + 2) }, (_, i) => {
    const record = table + 6 + 12 * i;
    const start = texts + font.readUInt16BE(record + 10);
    const bytes = font.subarray(start, start + font.readUInt16BE(record + 8));
    return { platform: font.readUInt16BE(record), id: font.readUInt16BE(record + 6), bytes };
  }).filter(({ platform }) => platform === 0 || platform === 3);
}

export function nameText({ bytes }: FontName): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}
