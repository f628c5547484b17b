import { readFileSync } from 'node:fs';
import { html } from 'ghtml';
import type { Outline } from '../resume/outline.ts';

/** Where on the site the build put what the page needs. */
export interface Assets {
  style: string;
  /** Runs before the page is shown, so that it does not flash in the other theme. */
  themeScript: string;
  script: string;
  /** Counts visitors. */
  trackScript: string;
  fonts: string[];
  icon: string;
  pdf: string;
  photo?: string | undefined;
  /** The site's own address with a slash at its end; what needs it is left out without. */
  url?: string | undefined;
}

/** Without assets, the style is inline and there are no links to what only the build makes. */
export function head(shown: Outline, assets?: Assets): string {
  const { name, label } = shown;
  const title = [name, label].filter(Boolean).join(' – ');
  return html`<meta charset="utf-8">
<title>${title}</title>
<meta name="description" content="${describe(shown)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf8f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#1c1d20" media="(prefers-color-scheme: dark)">
!${assets ? links(assets) : html`<style>!${inlineStyle()}</style>`}
!${assets ? previews(shown, title, assets) : ''}
<script type="application/ld+json">!${structuredData(shown, assets?.url)}</script>
`;
}

function links({ themeScript, style, fonts, script, trackScript, icon }: Assets): string {
  return html`<script src="${themeScript}"></script>
<link rel="stylesheet" href="${style}">
!${fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
<script src="${script}" defer></script>
<script src="${trackScript}" defer></script>
<link rel="icon" href="${icon}" type="image/svg+xml">`;
}

function previews(shown: Outline, title: string, { url, photo }: Assets): string {
  return html`<meta property="og:type" content="profile">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${describe(shown)}">
<meta property="og:locale" content="${shown.language.replace('-', '_')}">
!${url ? html`<link rel="canonical" href="${url}"><meta property="og:url" content="${url}">` : ''}
!${url && photo ? html`<meta property="og:image" content="${new URL(photo, url).href}">` : ''}`;
}

/** The first paragraph that there is, in as much as search results show. */
function describe({ name, label, place, summary }: Outline): string {
  const text = summary[0] ?? [name, label, place].filter(Boolean).join(', ');
  return text.length > 160 ? `${text.slice(0, 160).replace(/\s+\S*$/, '')}…` : text;
}

/** https://schema.org/Person, with nothing in it that could end the element it stands in. */
function structuredData({ name, label, contacts }: Outline, url: string | undefined): string {
  const person = {
    '@context': 'https://schema.org',
    '@type': 'Person',
    name,
    jobTitle: label || undefined,
    url,
    sameAs: contacts.map(({ href }) => href).filter((href) => href?.startsWith('http')),
  };
  return JSON.stringify(person).replaceAll('<', '\\u003c');
}

/** For a page on its own. */
function inlineStyle(): string {
  return readFileSync(new URL('../../public/style.css', import.meta.url), 'utf8');
}
