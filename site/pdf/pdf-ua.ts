import { find, pdfFile } from './pdf-file.ts';
import { completedMaps } from './unicode-maps.ts';

const identifier =
  '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' +
  '<pdfuaid:part>1</pdfuaid:part></rdf:Description>';

/**
 * Adds what a tagged PDF of Typst lacks for PDF/UA-1, ISO 14289-1, as Typst's compiler for JavaScript
 * has no option for it: viewers show the title instead of the file's name (7.1), the metadata say which
 * standard the file follows (5), and every glyph has its Unicode (7.21.7). This makes the file about
 * 2 kB larger.
 * @throws {Error} when Typst writes its PDFs in another way than now.
 */
export function asPdfUa(pdf: Uint8Array): Uint8Array {
  const file = pdfFile(pdf);
  const rootId = Number(find(/\/Root (\d+) 0 R/, file.trailer));
  const root = file.object(rootId);
  const metadataId = Number(find(/\/Metadata (\d+) 0 R/, root));
  const xmp = find(/stream\r?\n(.*)\nendstream/s, file.object(metadataId));
  const data = insert(xmp, identifier, '</rdf:RDF>');
  return file.updated([
    [rootId, insert(root, '/DisplayDocTitle true ', '/Direction')],
    [
      metadataId,
      `<< /Type /Metadata /Subtype /XML /Length ${data.length} >>\nstream\n${data}\nendstream`,
    ],
    ...completedMaps(file),
  ]);
}

function insert(text: string, added: string, before: string): string {
  const [head, tail, ...more] = text.split(before);
  if (tail === undefined || more.length > 0)
    throw new Error(`Typst's PDF has no single ${before}.`);
  return `${head}${added}${before}${tail}`;
}
