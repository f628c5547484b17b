import { statSync } from 'node:fs';
import { codeSpan, segments } from './code.ts';

const alt = String.raw`!\[(?:[^[\]\\]|\\.|\[[^\]]*\])*\]\(\s*`;
const target = String.raw`<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*`;
const image = new RegExp(`${codeSpan}|(?<before>${alt})(?<target>${target})`, 'g');
const definition = /^( {0,3}\[[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|\S+)/;
const imageName = /\.(png|jpe?g|webp|avif|gif|svg)$/i;

type Replace = (reference: string, line: number) => string | undefined;

/**
 * `markdown` with other references of images where `replace` returns one. Code stays as it is. Also
 * definitions, `[logo]: logo.png`, if they have the name of an image.
 * @param firstLine of `markdown` in its file.
 */
export function replaceImages(markdown: string, replace: Replace, firstLine = 1): string {
  let line = firstLine;
  return segments(markdown)
    .map(({ text, isCode }) => {
      const from = line;
      line += text.split('\n').length - 1;
      return isCode ? text : replaceIn(text, replace, from);
    })
    .join('');
}

function replaceIn(text: string, replace: Replace, firstLine: number): string {
  const lineAt = (offset: number) => firstLine + text.slice(0, offset).split('\n').length - 1;
  const changed = (reference: string, offset: number) => {
    const isBracketed = reference.startsWith('<');
    const bare = isBracketed ? reference.slice(1, -1) : reference;
    return replace(bare, lineAt(offset)) ?? reference;
  };
  const inline = text.replace(image, (all, ...rest) => {
    const [offset, , { before, target }] = rest.slice(-3);
    return target === undefined ? all : before + changed(target, offset);
  });
  return inline
    .split('\n')
    .map((one, i) =>
      one.replace(definition, (all, before, target) => {
        const bare = target.replace(/^<|>$/g, '');
        return imageName.test(bare) ? before + (replace(bare, firstLine + i) ?? target) : all;
      }),
    )
    .join('\n');
}

/** The file that a reference names: `my%20picture.png?raw` is `my picture.png`. */
export function fileName(reference: string): string {
  const name = reference.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    // A sign of per cent that is one.
    return name;
  }
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
