import { html } from 'ghtml';

/** Paths on the site of the files that every page loads. */
export interface Assets {
  style: string;
  /** Those that every page shows, so that it may load them at once. */
  fonts: string[];
  /** Runs before the first paint, so that the page does not flash in the other theme. Empty for a page without. */
  themeScript: string;
  /** Run after the page is parsed. */
  scripts: string[];
  icon: string;
}

/** What the head of a page says about the page, as plain text. */
export interface Head {
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  /** The page's own URL, if it is known. */
  canonical?: string | undefined;
  /** How chats and social networks show a link to the page: https://ogp.me. Without it, they show none. */
  preview?: {
    type: 'profile' | 'website' | 'article';
    /** An absolute URL. */
    image?: string | undefined;
    /** Of an article: instants, ISO 8601. */
    published?: string;
    modified?: string;
    tags?: string[];
  };
  /** Feeds with the same content. */
  alternates?: { type: string; title: string; href: string }[];
  /** A JSON-LD object: https://schema.org */
  structuredData?: object;
  /** Asks search engines not to list the page. */
  noindex?: boolean;
  /** A Content Security Policy beside that of the headers. */
  policy?: string;
  assets: Assets;
}

/** The HTML inside `<head>`. */
export function head(page: Head): string {
  const { title, description, structuredData, noindex = false, alternates = [], assets } = page;
  const { policy } = page;
  return html`<meta charset="utf-8">!${policy ? html`<meta http-equiv="Content-Security-Policy" content="${policy}">` : ''}
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf8f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#1c1d20" media="(prefers-color-scheme: dark)">
!${links(assets)}
!${alternates.map(({ type, title, href }) => html`<link rel="alternate" type="${type}" title="${title}" href="${href}">`)}
!${preview(page)}
!${structuredData ? html`<script type="application/ld+json">!${json(structuredData)}</script>` : ''}
!${noindex ? html`<meta name="robots" content="noindex">` : ''}`;
}

function links({ themeScript, style, fonts, scripts, icon }: Assets): string {
  return html`!${themeScript ? html`<script src="${themeScript}"></script>` : ''}
<link rel="stylesheet" href="${style}">
!${fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
!${scripts.map((script) => html`<script src="${script}" defer></script>`).join('\n')}
<link rel="icon" href="${icon}" type="image/svg+xml">`;
}

function preview({ title, description, language, canonical, preview }: Head): string {
  if (!preview) return '';
  const { type, image, published, modified, tags = [] } = preview;
  return html`<meta property="og:type" content="${type}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:locale" content="${language.replace('-', '_')}">
!${canonical ? html`<link rel="canonical" href="${canonical}"><meta property="og:url" content="${canonical}">` : ''}
!${published ? html`<meta property="article:published_time" content="${published}">` : ''}
!${modified ? html`<meta property="article:modified_time" content="${modified}">` : ''}
!${tags.map((tag) => html`<meta property="article:tag" content="${tag}">`)}
!${image ? html`<meta property="og:image" content="${image}">` : ''}`;
}

/** JSON that cannot end the script element around it. */
function json(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
