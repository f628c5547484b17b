import { html } from 'ghtml';
import { labelsFor } from '../labels.ts';
import type { SiteManifest } from '../manifest.ts';
import { layout } from './layout.ts';

/** The page for addresses where nothing is published. It is the same for all of them. */
export function missingPage(site: SiteManifest): string {
  return messagePage(site, labelsFor(site.language).notFound);
}

/** The page that readers get while the table does not answer. */
export function unavailablePage(site: SiteManifest): string {
  return messagePage(site, labelsFor(site.language).unavailable);
}

function messagePage(site: SiteManifest, message: string): string {
  const { home } = labelsFor(site.language);
  return layout(
    site,
    { title: message, description: message, noindex: true },
    html`<div class="message">
      <h1>${message}</h1>
      <p><a href="/">${home}</a></p>
    </div>`,
  );
}

/** The page that readers get while the app does not know the site: it has no style and no language but English. */
export const barePage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Not available</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"></head>
<body><main><h1>This page is not available right now.</h1><p>Please try again in a moment.</p></main></body>
</html>
`;
