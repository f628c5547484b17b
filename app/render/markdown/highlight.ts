import core from 'highlight.js/lib/core';
import type { Text } from './env.ts';
import { aliases, grammars } from './grammars.ts';

for (const [name, grammar] of Object.entries(grammars)) core.registerLanguage(name, grammar);

/**
 * Some grammars need quadratic time for long runs of characters. The limits are of the text and not of the
 * clock, so that an editor's preview is the page. They keep each grammar below 0.2 s.
 */
const maxBlock = 10_000;
const maxPost = 40_000;
const isSlow = /[^\n]{501}|[\w$]{101}/;

/** The grammar of a language as it is written after ```; undefined if there is none. */
export function grammarOf(info: string): string | undefined {
  const name =
    info
      .trim()
      .split(/[\s{,:]/, 1)[0]
      ?.toLowerCase() ?? '';
  if (Object.hasOwn(grammars, name)) return name;
  return Object.hasOwn(aliases, name) ? aliases[name as keyof typeof aliases] : undefined;
}

/** HTML with class names, or undefined if the text is beyond the limits. */
export function highlight(code: string, language: string, text: Text): string | undefined {
  if (code.length > maxBlock || text.highlighted + code.length > maxPost || isSlow.test(code)) {
    return undefined;
  }
  text.highlighted += code.length;
  return core.highlight(code, { language, ignoreIllegals: true }).value;
}
