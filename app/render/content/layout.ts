import { html } from 'ghtml';
import type { Head } from '../head.ts';
import { type Labels, labelsFor } from '../labels.ts';
import { type PageKind, pageKinds, privacyPath, type SiteManifest } from '../manifest.ts';
import { page } from '../page.ts';
import { feeds, indexes } from './addresses.ts';

/** What a page says about itself. Titles and descriptions are text. */
export interface About {
  title: string;
  description: string;
  /** The part of the site that it belongs to. */
  kind?: PageKind;
  /** Its path, or the address of another site where its content was published first. */
  canonical?: string;
  preview?: Head['preview'];
  structuredData?: object;
  noindex?: boolean;
}

/** A page that the app renders: the site's head, a line with the owner's name, and `main`, which is HTML. */
export function layout(site: SiteManifest, about: About, main: string): string {
  const { language, name, url, noindex, assets } = site;
  const labels = labelsFor(language);
  const { kind, canonical, preview, structuredData } = about;
  return page(
    {
      title: [about.title, name].filter(Boolean).join(' – '),
      description: about.description || about.title,
      language,
      ...(url && canonical && { canonical: new URL(canonical, url).href }),
      ...(preview && { preview }),
      ...(structuredData && { structuredData }),
      ...(url && kind === 'blog' && { alternates: alternates(site, url, labels) }),
      noindex: noindex || (about.noindex ?? false),
      assets,
    },
    html`!${bar(site, kind, labels)}
    <main>!${main}</main>
    <footer>
      !${site.privacy ? privacyLink(labels) : ''}
      <button id="theme" type="button" data-dark="${labels.darkTheme}" data-light="${labels.lightTheme}" hidden>${labels.darkTheme}</button>
    </footer>`,
  );
}

/** For the footer of each page. */
export function privacyLink({ privacy }: Labels): string {
  return html`<p class="privacy"><a href="${privacyPath}">${privacy}</a></p>`;
}

export function titleOf(kind: PageKind, labels: Labels): string {
  const { blog, projects, certificates } = labels;
  return { blog, projects, certifications: certificates }[kind];
}

function bar(site: SiteManifest, kind: PageKind | undefined, labels: Labels): string {
  const { name, pages, url } = site;
  const shown = pageKinds.filter((one) => one === kind || pages.includes(one));
  const items = shown.map((one) => {
    const current = one === kind ? ' aria-current="true"' : '';
    return html`<li><a href="${indexes[one]}"!${current}>${titleOf(one, labels)}</a></li>`;
  });
  // Feeds need the site's own URL.
  if (kind === 'blog' && url) {
    items.push(html`<li><a href="${feeds.rss}" type="application/rss+xml">RSS</a></li>`);
  }
  return html`<header class="bar">
    <p class="owner"><a href="/">${name || labels.home}</a></p>
    !${items.length ? html`<nav><ul>!${items}</ul></nav>` : ''}
  </header>`;
}

function alternates(site: SiteManifest, url: string, labels: Labels) {
  const title = feedTitle(site, labels);
  return [
    { type: 'application/rss+xml', title, href: new URL(feeds.rss, url).href },
    { type: 'application/feed+json', title, href: new URL(feeds.json, url).href },
  ];
}

export function feedTitle({ name }: SiteManifest, labels: Labels): string {
  return [labels.blog, name].filter(Boolean).join(' – ');
}
