/** The objects of a PDF that Typst wrote: text in Latin-1, so that each character is a byte. */
export interface PdfFile {
  /** The number of objects. Their ids begin with 1. */
  count: number;
  trailer: string;
  /** The text between the id of an object and its `endobj`. */
  object(id: number): string;
  /**
   * The file with new versions of objects behind it: an incremental update, ISO 32000-1, 7.5.6.
   * @param objects the id and the new text of each.
   */
  updated(objects: [id: number, text: string][]): Uint8Array;
}

/** @throws {Error} when Typst writes its PDFs in another way than now. */
export function pdfFile(pdf: Uint8Array): PdfFile {
  const file = Buffer.from(pdf).toString('latin1');
  const xref = Number(find(/startxref\s+(\d+)\s+%%EOF\s*$/, file.slice(-100)));
  const [table = '', trailer = ''] = file.slice(xref).split('trailer');
  // The lines "xref" and "0 220", then one for each object, beginning with the object 0.
  const lines = table.trim().split('\n');
  return {
    count: lines.length - 3,
    trailer,
    object(id) {
      const from = Number(lines[id + 2]?.slice(0, 10));
      return file.slice(file.indexOf('obj\n', from) + 4, file.indexOf('\nendobj', from));
    },
    updated(objects) {
      let update = '\n';
      let entries = '';
      for (const [id, text] of objects) {
        const offset = `${file.length + update.length}`.padStart(10, '0');
        entries += `${id} 1\n${offset} 00000 n \n`;
        update += `${id} 0 obj\n${text}\nendobj\n`;
      }
      const start = file.length + update.length;
      const rest = find(/<<(.*)>>/s, trailer).trimEnd();
      update += `xref\n${entries}trailer\n<<${rest}\n  /Prev ${xref}\n>>\nstartxref\n${start}\n%%EOF\n`;
      return new Uint8Array(Buffer.concat([pdf, Buffer.from(update, 'latin1')]));
    },
  };
}

/** The first group of the pattern. @throws {Error} when the text does not match. */
export function find(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`Typst's PDF has no ${pattern}.`);
  return found;
}
