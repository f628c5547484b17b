import { inflateSync } from 'node:zlib';
import { find, type PdfFile } from './pdf-file.ts';

/**
 * New versions of those maps from glyphs to Unicode that lack a glyph. Where a letter and its signs are
 * several glyphs, such as in Arabic, Hebrew or Thai, Typst gives the text to the first glyph and none to
 * the others, though it marks all of them with the text (`ActualText`). Returns the id and the text of
 * each object.
 */
export function completedMaps(file: PdfFile): [id: number, text: string][] {
  const maps = new Map<number, Map<number, string>>();
  for (const page of pagesOf(file)) {
    for (const { font, codes, text } of clusters(contentOf(file, page))) {
      const fontId = Number(find(new RegExp(`/${font} (\\d+) 0 R`), page));
      const id = Number(find(/\/ToUnicode (\d+) 0 R/, file.object(fontId)));
      const map = maps.get(id) ?? readMap(streamOf(file.object(id)));
      maps.set(id, map);
      complete(map, codes, text);
    }
  }
  return [...maps].map(([id, map]) => [id, withMap(streamOf(file.object(id)), map)]);
}

function complete(map: Map<number, string>, codes: number[], text: string): void {
  const chars = [...text];
  const last = chars.at(-1) ?? '';
  // Other marks than these may be in front of their letter, or a part of its glyph.
  const isLetterWithSigns = /^.\p{Mn}+$/su.test(text) && chars.length === codes.length;
  // Glyphs run from left to right in every script.
  if (/[\u0590-\u08ff]/.test(text)) chars.reverse();
  for (const [i, code] of codes.entries()) {
    if (isLetterWithSigns) map.set(code, chars[i] ?? '');
    else if (!map.has(code)) map.set(code, last);
  }
}

function pagesOf(file: PdfFile): string[] {
  const all = Array.from({ length: file.count }, (_, i) => file.object(i + 1));
  return all.filter((text) => /^<<\s*\/Type \/Page\s/.test(text));
}

function contentOf(file: PdfFile, page: string): string {
  return streamOf(file.object(Number(find(/\/Contents (\d+) 0 R/, page))));
}

function streamOf(object: string): string {
  const [head = ''] = object.split('stream\n', 1);
  const length = Number(find(/\/Length (\d+)/, head));
  const start = head.length + 'stream\n'.length;
  const bytes = Buffer.from(object.slice(start, start + length), 'latin1');
  return (/\/FlateDecode/.test(head) ? inflateSync(bytes) : bytes).toString('latin1');
}

/** The glyphs in each part of a page that has an `ActualText`, unless that part is one glyph. */
function clusters(content: string): { font: string; codes: number[]; text: string }[] {
  const parts = content.matchAll(/\/ActualText <FEFF([0-9A-F]+)>\s*>> BDC(.*?)\nEMC/gs);
  return [...parts]
    .map(([, hex = '', glyphs = '']) => ({
      font: find(/\/(\w+) [\d.]+ Tf/, glyphs),
      codes: codesOf(glyphs),
      text: fromHex(hex),
    }))
    .filter(({ codes }) => codes.length > 1);
}

// A string may contain pairs of parentheses as they are.
const strings = /\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-F]*>/gs;

/** The codes, of two bytes each, in the strings of a content stream: ISO 32000-1, 7.3.4. */
function codesOf(content: string): number[] {
  const codes: number[] = [];
  for (const [found] of content.matchAll(strings)) {
    const bytes = found.startsWith('<') ? Buffer.from(found.slice(1, -1), 'hex') : literal(found);
    for (let i = 0; i + 1 < bytes.length; i += 2) codes.push(bytes.readUInt16BE(i));
  }
  return codes;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function literal(found: string): Buffer {
  const text = found
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|.)/gs, (_, code) =>
      /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    );
  return Buffer.from(text, 'latin1');
}

const entries = /<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>/g;

/** The text of each glyph, by its code. */
function readMap(cmap: string): Map<number, string> {
  const blocks = [...cmap.matchAll(/beginbfchar\n(.*?)endbfchar/gs)];
  return new Map(
    blocks
      .flatMap(([, block = '']) => [...block.matchAll(entries)])
      .map(([, code = '', hex = '']) => [Number.parseInt(code, 16), fromHex(hex)]),
  );
}

function withMap(cmap: string, map: Map<number, string>): string {
  const lines = [...map]
    .sort(([one], [other]) => one - other)
    .map(([code, text]) => `<${hex16(code)}> <${toHex(text)}>\n`);
  let data = cmap.slice(0, cmap.search(/\d+ beginbfchar/));
  // A block has at most 100 lines.
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100);
    data += `${block.length} beginbfchar\n${block.join('')}endbfchar\n`;
  }
  data += cmap.slice(cmap.lastIndexOf('endcmap'));
  return `<< /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

// Texts are big-endian UTF-16.
const fromHex = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
const toHex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
const hex16 = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');
