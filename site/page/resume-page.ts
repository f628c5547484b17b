import { html } from 'ghtml';
import type { Labels } from '../../app/render/labels.ts';
import { type Outline, outline } from '../resume/outline.ts';
import type { Resume } from '../resume/resume.ts';
import type { Section } from '../resume/sections.ts';
import { contactLink, entry } from './entries.ts';
import { type Assets, head } from './head.ts';

/**
 * A page of HTML that shows `resume`, as themes for JSON Resume do. `assets` says where the build put
 * what the page needs; without it, its style is inline and what takes a script is left out.
 */
export function render(resume: Resume, assets?: Assets): string {
  const shown = outline(resume);
  return page(
    shown,
    head(shown, assets),
    html`!${masthead(shown, assets)}
      <main>!${shown.sections.map((part) => section(part, shown.labels))}</main>
      !${assets ? footer(shown) : ''}`,
  );
}

/** The page for an address where there is none. */
export function renderNotFound(resume: Resume, assets: Assets): string {
  const shown = outline(resume);
  const { labels, name } = shown;
  const found = { ...shown, name: labels.notFound, label: name, summary: [], contacts: [] };
  return page(
    found,
    html`!${head(found, { ...assets, url: undefined })}<meta name="robots" content="noindex">`,
    html`<main class="message">
      <h1>${labels.notFound}</h1>
      <p><a href="/">${labels.home}</a></p>
    </main>`,
  );
}

/** Instead of the page, while there are mistakes in the resume: for the one who is writing it. */
export function renderProblems(problems: string[], style: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>resume.json</title>
        <link rel="stylesheet" href="${style}">
      </head>
      <body>
        <main class="message">
          <h1>resume.json cannot be shown yet</h1>
          <ul>!${problems.map((problem) => html`<li><code>${problem}</code></li>`)}</ul>
        </main>
      </body>
    </html>`;
}

function page({ language, direction }: Outline, headHtml: string, body: string): string {
  return html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>!${headHtml}</head>
<body>!${body}</body>
</html>
`;
}

function masthead(shown: Outline, assets: Assets | undefined): string {
  const { name, label, place, summary, contacts, labels } = shown;
  return html`<header>
    !${assets ? html`<button id="theme" type="button" data-dark="${labels.darkTheme}" data-light="${labels.lightTheme}" hidden>${labels.darkTheme}</button>` : ''}
    !${assets?.photo ? html`<img class="photo" src="${assets.photo}" alt="" width="96" height="96">` : ''}
    <h1>${name}</h1>
    !${label ? html`<p class="label">${label}</p>` : ''}
    !${place ? html`<p class="place">${place}</p>` : ''}
    !${
      contacts.length || assets
        ? html`<nav aria-label="${labels.contact}"><ul class="contacts">
      !${contacts.map((link) => html`<li>!${contactLink(link)}</li>`)}
      !${assets ? html`<li><a class="pdf" href="${assets.pdf}" type="application/pdf" download>${labels.pdf}</a></li>` : ''}
    </ul></nav>`
        : ''
    }
    !${summary.map((text) => html`<p class="summary">${text}</p>`)}
  </header>`;
}

function section({ id, title, form, entries }: Section, labels: Labels): string {
  return html`<section class="${form}" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="entries">!${entries.map((item) => entry(item, form, labels))}</div>
  </section>`;
}

function footer({ labels }: Outline): string {
  const [before = ''] = labels.visits.split('{count}');
  return html`<footer><p>${before}<span id="visitor-count">—</span></p></footer>`;
}
