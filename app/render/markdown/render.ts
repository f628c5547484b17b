import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { alerts } from './alerts.ts';
import { code } from './code.ts';
import { MarkdownError, type Rendered } from './contract.ts';
import { environment, type Text } from './env.ts';
import { footnoteMarkup } from './footnotes.ts';
import { headings } from './headings.ts';
import { images } from './images.ts';
import { labelsFor } from './labels.ts';
import { checkHtml, checkTokens } from './limits.ts';
import { isSafeLink } from './links.ts';
import { tables } from './tables.ts';
import { taskLists } from './task-lists.ts';
import { wordsOf } from './words.ts';

const markdownIt = new MarkdownIt({
  html: false,
  linkify: true,
  // Its quotes were slow on hostile input: CVE-2026-48988.
  typographer: false,
  maxNesting: 100,
});
markdownIt.validateLink = isSafeLink;
// `setup.py` and `main.rs` are no links, although they end like domains.
markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdownIt
  .use(footnotes)
  .use(footnoteMarkup)
  .use(alerts)
  .use(taskLists)
  .use(headings)
  .use(images)
  .use(tables)
  .use(code);

/** Characters that HTML must not have. They have no meaning in a text. */
const forbidden = /[[\p{Cc}\p{Noncharacter_Code_Point}]--[\t\n\r]]/gv;

/**
 * CommonMark with tables, strikethrough, task lists, footnotes and alerts as HTML that is safe to put into a
 * page. Raw HTML is shown as text. Pure: the same HTML, byte for byte, in Node and in a browser.
 * @param language of the page (BCP 47), for the few words that the renderer adds.
 * @throws {MarkdownError}
 */
export function renderMarkdown(markdown: string, language: string): Rendered {
  const text: Text = { labels: labelsFor(language), media: new Set(), highlighted: 0 };
  const env = environment(text);
  try {
    const tokens = markdownIt.parse(markdown.replace(forbidden, ''), env);
    checkTokens(tokens);
    const html = markdownIt.renderer.render(tokens, markdownIt.options, env);
    checkHtml(html);
    return { html, media: [...text.media], words: wordsOf(tokens, language) };
  } catch (error) {
    if (error instanceof MarkdownError) throw error;
    throw new MarkdownError('cannot be rendered: it is nested too deeply or too large');
  }
}
