import { html } from 'ghtml';
import { privacyLink } from '../../app/render/content/layout.ts';
import type { Labels } from '../../app/render/labels.ts';
import { page } from '../../app/render/page.ts';
import type { Outline } from '../resume/outline.ts';
import type { Entry, Section } from '../resume/sections.ts';
import { contactLink, entry, withBreaks } from './entries.ts';
import { resumeHead, type SiteFiles } from './head.ts';
import { latestPosts, pageLinks } from './pages.ts';

/** The page that shows the resume: `index.html`. */
export function resumePage(resume: Outline, files: SiteFiles): string {
  return page(
    resumeHead(resume, files),
    html`!${masthead(resume, files)}
      <main>!${resume.sections.map((part) => section(part, resume.labels))}!${resume.pages.includes('blog') ? latestPosts(resume.labels) : ''}</main>
      !${footer(resume)}`,
  );
}

function masthead(resume: Outline, { photo, pdf }: SiteFiles): string {
  const { name, label, place, summary, contacts, pages, labels } = resume;
  const hasCorner = pdf !== undefined && !photo && name.length <= 16;
  return html`<header!${hasCorner ? ' class="corner"' : ''}>
    <h1>${name}</h1>
    !${label ? html`<p class="label">${label}</p>` : ''}
    !${place ? html`<p class="place">${place}</p>` : ''}
    !${photo ? html`<img class="photo" src="${photo}" alt="" width="96" height="96">` : ''}
    !${pdf ? html`<p class="pdf"><a href="${pdf}" type="application/pdf" data-goal="pdf" download>${labels.pdf}</a></p>` : ''}
    !${contacts.length ? html`<nav aria-label="${labels.contact}"><ul class="contacts">!${contacts.map((link) => html`<li>!${contactLink(link)}</li>`)}</ul></nav>` : ''}!${pageLinks(pages, labels)}
    !${summary.map((text) => html`<p class="summary">!${withBreaks(text)}</p>`)}
  </header>`;
}

function section({ id, title, form, entries }: Section, labels: Labels): string {
  const isBrief = form === 'terms' && entries.every(isShort);
  return html`<section class="${form}!${isBrief ? ' brief' : ''}" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="entries">!${entries.map((item) => entry(item, form, labels))}</div>
  </section>`;
}

/** Terms so short that several fit on a line. */
function isShort({ title, facts, keywords }: Entry): boolean {
  return [title.text, ...facts, ...keywords].join(' ').length <= 36;
}

/** The label of each number, and where the page's script reads it. Reading `/api/count` adds a view. */
const numbers = {
  visitors: { label: 'visitors', from: '/api/v1/visitors/count' },
  views: { label: 'visit', from: '/api/count' },
} as const;

function footer({ counter, privacy, labels }: Outline): string {
  const { darkTheme, lightTheme } = labels;
  return html`<footer>
    !${counter === 'off' ? '' : number(counter, labels)}
    !${privacy ? privacyLink(labels) : ''}
    <button id="theme" type="button" data-dark="${darkTheme}" data-light="${lightTheme}" hidden>${darkTheme}</button>
  </footer>`;
}

function number(counter: keyof typeof numbers, labels: Labels): string {
  const { label, from } = numbers[counter];
  const [before = '', after = ''] = labels[label].split('{n}');
  return html`<p>${before}<span id="visitor-count" data-from="${from}">—</span>${after}</p>`;
}
