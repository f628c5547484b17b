import { html } from 'ghtml';
import type { Assets } from '../../app/render/head.ts';
import { page } from '../../app/render/page.ts';
import type { Outline } from '../resume/outline.ts';

/** The page for addresses that the site does not have: `404.html`. */
export function notFoundPage(resume: Outline, assets: Assets): string {
  const { labels, name, language } = resume;
  return page(
    {
      title: [labels.notFound, name].filter(Boolean).join(' – '),
      description: [labels.notFound, name].filter(Boolean).join(' '),
      language,
      noindex: true,
      assets,
    },
    html`<main class="message">
      <h1>${labels.notFound}</h1>
      <p><a href="/">${labels.home}</a></p>
    </main>`,
  );
}
