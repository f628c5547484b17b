import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { t as file, test } from 'tap';
import type { Rendered } from '../../app/render/markdown/contract.ts';
import { renderMarkdown } from '../../app/render/markdown/render.ts';
import { anyMarkdown } from '../support/any-markdown.ts';
import { hostile } from '../support/hostile-markdown.ts';
import { bundleRenderer } from '../support/renderer-bundle.ts';
import { xss } from '../support/xss.ts';
import { startBrowser } from './browser.ts';

const browser = await startBrowser(file);

/** Without the number of words: for scripts without spaces, it depends on the version of ICU. */
type Answer = Pick<Rendered, 'html' | 'media'> | string;

/** What an editor would get: the same renderer, bundled for browsers. */
async function rendererPage(): Promise<Page> {
  const { outputFiles } = await bundleRenderer({ format: 'iife', globalName: 'renderer' });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}

function inBrowser(page: Page, texts: string[], language: string): Promise<Answer[]> {
  // As a text: the names are those of the page.
  return page.evaluate(
    `(${JSON.stringify(texts)}).map((text) => {
      try {
        const { html, media } = renderer.renderMarkdown(text, ${JSON.stringify(language)});
        return { html, media };
      }
      catch (error) { return error.message; }
    })`,
  );
}

function inNode(text: string, language: string): Answer {
  try {
    const { html, media } = renderMarkdown(text, language);
    return { html, media };
  } catch (error) {
    return (error as Error).message;
  }
}

async function seedPosts(): Promise<string[]> {
  const folder = 'scripts/seed/posts';
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
}

const languages =
  'bash cpp css diff dockerfile go ini java javascript json python rust shell sql typescript xml yaml';
const code = languages
  .split(' ')
  .map((name) => `\`\`\`${name}\nconst a = "b"; # c\n<x y="1">/* z */ --d SELECT 1;\n\`\`\``);

test('a text is the same HTML in a browser as in Node', async (t) => {
  const page = await rendererPage();
  const corpus = [
    ...(await seedPosts()),
    ...Object.values(xss),
    ...Object.values(hostile).map((text) => text.slice(0, 5000)),
    // Some are only refused as a whole.
    hostile['definitions that are used'] ?? '',
    ...code,
    '# Grüße, 漢字 und עברית\n\nالعربية 日本語 ภาษาไทย 한국어 🎈 ﬁ İ ß',
    '漢字とカナの文章。ไม่มีช่องว่าง',
    ...fc.sample(anyMarkdown, { numRuns: 500, seed: 16 }),
  ];
  for (const language of ['en', 'de', 'ja', 'ar']) {
    const found = await inBrowser(page, corpus, language);
    const expected = corpus.map((text) => inNode(text, language));
    t.equal(found.length, corpus.length);
    t.strictSame(found, expected, language);
    t.ok(
      expected.some((answer) => typeof answer === 'string'),
      'one is refused',
    );
  }
});
