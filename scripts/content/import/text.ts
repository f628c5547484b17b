import { outsideCode, withoutCode } from '../code.ts';

/** Marks of blocks of code. */
const blocks: [RegExp, string][] = [
  [/^[ \t]*\{%-?\s*highlight\s+(\S+)[^%]*%\}[ \t]*$/gm, '```$1'],
  [/^[ \t]*\{%-?\s*endhighlight\s*-?%\}[ \t]*$/gm, '```'],
  [/\{%-?\s*(?:end)?raw\s*-?%\}/g, ''],
];

/** Marks that other programs understand and Markdown does not. */
const marks: [RegExp, string][] = [
  [/\{\{-?\s*(['"])([^'"]+)\1\s*\|\s*(?:relative|absolute)_url\s*-?\}\}/g, '$2'],
  [/\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}/g, ''],
  [/^[ \t]*<!--\s*(?:more|excerpt)\s*-->[ \t]*\n?/gim, ''],
];

const shownAsText: [RegExp, string][] = [
  [/\{%.*?%\}/, 'a Liquid tag'],
  [/\{\{[<%].*?[>%]\}\}/, 'a shortcode'],
  [/<\/?[a-z][a-z\d-]*(\s[^<>]*)?>/i, 'HTML'],
];

/** Markdown of Jekyll, Hugo or dev.to as ours. `notes` has the lines of what is shown as it is written. */
export function takeText(text: string): { markdown: string; notes: string[] } {
  const markdown = outsideCode(replaceAll(text, blocks), (part) => replaceAll(part, marks));
  const found = new Map<string, number>();
  const lines = withoutCode(markdown).split('\n');
  for (const [i, line] of lines.entries()) {
    for (const [pattern, what] of shownAsText) {
      if (pattern.test(line) && !found.has(what)) found.set(what, i + 1);
    }
  }
  const notes = [...found].map(
    ([what, line]) => `${what} is shown as it is written: line ${line} of the text`,
  );
  return { markdown, notes };
}

function replaceAll(text: string, patterns: [RegExp, string][]): string {
  return patterns.reduce((all, [pattern, by]) => all.replace(pattern, by), text);
}
