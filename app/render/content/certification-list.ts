import { html } from 'ghtml';
import { type Labels, labelsFor } from '../labels.ts';
import type { SiteManifest } from '../manifest.ts';
import { line, paragraphs } from '../text.ts';
import { indexes, pagePath } from './addresses.ts';
import { layout, titleOf } from './layout.ts';
import { day, type ListPage, listTitle, nothingYet, pager } from './parts.ts';
import { imageUrl } from './preview-image.ts';
import type { ShownCertification } from './shown.ts';

/** A page of all certifications and courses, latest first. */
export function certificationsPage(
  site: SiteManifest,
  list: ListPage<ShownCertification>,
  { isDraft = false }: { isDraft?: boolean } = {},
): string {
  const labels = labelsFor(site.language);
  const title = titleOf('certifications', labels);
  const { items, number } = list;
  const path = indexes.certifications;
  return layout(
    site,
    {
      kind: 'certifications',
      title: listTitle(title, number, labels),
      description: [title, site.name, site.label].filter(Boolean).join(', '),
      ...(isDraft
        ? { noindex: true }
        : {
            canonical: pagePath(path, number),
            preview: { type: 'website', image: imageUrl(site, '') },
          }),
    },
    html`!${isDraft ? html`<p class="notice">${labels.preview}</p>` : ''}
    <h1>${title}</h1>
    !${items.length ? html`<div class="entries">!${items.map((item) => entry(item, site.language, labels))}</div>` : nothingYet(labels)}
    !${pager(path, list, labels)}`,
  );
}

function entry(item: ShownCertification, language: string, labels: Labels): string {
  const { id, credentialUrl, description } = item;
  const name = html`${line(item.name)}`;
  const icon = line(item.icon);
  const by = [
    html`${line(item.issuer)}`,
    ...(item.type === 'course' ? [html`${labels.course}`] : []),
  ];
  return html`<article class="entry" id="${id}">
    <div class="what">
      <h2 dir="auto">!${icon ? html`<span aria-hidden="true">${icon}</span> ` : ''}!${credentialUrl ? html`<a href="${credentialUrl}">!${name}</a>` : name}</h2>
      <p class="by">!${by.join(' · ')}</p>
      !${paragraphs(description).map((text) => html`<p dir="auto">${text}</p>`)}
    </div>
    <p class="when">!${day(item.dateEarned, language)}</p>
  </article>`;
}
