import { html } from 'ghtml';
import type { Assets } from '../../app/render/head.ts';
import { page } from '../../app/render/page.ts';
import type { Outline } from '../resume/outline.ts';
import { resumeHead } from './head.ts';

/** The page for addresses that the site does not have: `404.html`. */
export function notFoundPage(resume: Outline, assets: Assets): string {
  const { labels, name } = resume;
  const about = { ...resume, name: labels.notFound, label: name, summary: [], contacts: [] };
  return page(
    { ...resumeHead(about, { assets }), noindex: true },
    html`<main class="message">
      <h1>${labels.notFound}</h1>
      <p><a href="/">${labels.home}</a></p>
    </main>`,
  );
}
