import { html } from 'ghtml';
import type { Assets } from '../../app/render/head.ts';
import { labelsFor } from '../../app/render/labels.ts';
import { page } from '../../app/render/page.ts';
import type { Outline } from '../resume/outline.ts';

/**
 * Beside the site's own policy: no text becomes HTML or the address of a script, but through the policies that
 * the owner's pages name. Decision 28.
 */
const policy = "require-trusted-types-for 'script'; trusted-types owner";

/** The page in which the owner's pages run: `admin/index.html`. They are in English. */
export function adminPage({ name, language }: Outline, assets: Assets, script: string): string {
  const { darkTheme, lightTheme } = labelsFor('en');
  const title = [name, 'Owner’s pages'].filter(Boolean).join(' – ');
  return page(
    { title, description: title, language: 'en', noindex: true, policy, assets },
    html`<div id="admin" data-owner="${name}" data-language="${language}">
      <header class="bar"><p class="owner"><a href="/">${name || 'Site'}</a></p></header>
      <main><noscript><p>These pages need scripts.</p></noscript></main>
    </div>
    <footer>
      <button id="theme" type="button" data-dark="${darkTheme}" data-light="${lightTheme}" hidden>${darkTheme}</button>
    </footer>
    <script type="module" src="${script}"></script>`,
  );
}
