import { html } from 'ghtml';
import { type Labels, labelsFor } from '../labels.ts';
import type { SiteManifest } from '../manifest.ts';
import { line, lines } from '../text.ts';
import { indexes, pagePath, projectPath } from './addresses.ts';
import { tableOfContents } from './contents.ts';
import { layout, titleOf } from './layout.ts';
import { type ListPage, listTitle, nothingYet, pager } from './parts.ts';
import { imageSize, imageUrl } from './preview-image.ts';
import type { ShownProject } from './shown.ts';

interface Options {
  /** The owner's preview: the same page with a notice, hidden from search engines. */
  isDraft?: boolean;
}

/** The page of a project. `text` is its long description as HTML, or empty. */
export function projectPage(
  site: SiteManifest,
  project: ShownProject,
  text: string,
  { isDraft = false }: Options = {},
): string {
  const labels = labelsFor(site.language);
  const { slug, image } = project;
  const name = line(project.name);
  const description = line(project.description);
  return layout(
    site,
    {
      kind: 'projects',
      title: name,
      description,
      ...(isDraft
        ? { noindex: true }
        : {
            canonical: projectPath(slug),
            preview: { type: 'website', image: imageUrl(site, text, image) },
          }),
    },
    html`<article class="post">
      !${isDraft ? html`<p class="notice">${labels.preview}</p>` : ''}
      <h1 dir="auto">${name}</h1>
      <p class="lead" dir="auto">${description}</p>
      !${facts(project, labels)}
      !${image ? picture(image) : ''}
      !${tableOfContents(text, labels)}
      <div class="text">!${text}</div>
    </article>`,
  );
}

/** A page of all projects. Those that are featured come first. */
export function projectsPage(site: SiteManifest, list: ListPage<ShownProject>): string {
  const labels = labelsFor(site.language);
  const title = titleOf('projects', labels);
  const { items, number } = list;
  return layout(
    site,
    {
      kind: 'projects',
      title: listTitle(title, number, labels),
      description: [title, site.name, site.label].filter(Boolean).join(', '),
      canonical: pagePath(indexes.projects, number),
      preview: { type: 'website', image: imageUrl(site, '') },
    },
    html`<h1>${title}</h1>
    !${items.length ? html`<div class="entries">!${items.map((project) => entry(project, labels))}</div>` : nothingYet(labels)}
    !${pager(indexes.projects, list, labels)}`,
  );
}

function entry(project: ShownProject, labels: Labels): string {
  const { slug, name, description } = project;
  const company = line(project.company);
  return html`<article class="entry">
    <div class="what">
      <h2 dir="auto"><a href="${projectPath(slug)}">${line(name)}</a></h2>
      <p dir="auto">${line(description)}</p>
      !${tech(project, labels)}
    </div>
    !${company ? html`<p class="when">${company}</p>` : ''}
  </article>`;
}

function facts(project: ShownProject, labels: Labels): string {
  const { githubUrl, liveUrl } = project;
  const company = line(project.company);
  const parts = [
    ...(company ? [html`${company}`] : []),
    ...(liveUrl ? [html`<a href="${liveUrl}">${labels.website}</a>`] : []),
    ...(githubUrl ? [html`<a href="${githubUrl}">${labels.sourceCode}</a>`] : []),
  ];
  const list = parts.length
    ? html`<ul class="facts">!${parts.map((part) => html`<li>!${part}</li>`)}</ul>`
    : '';
  return list + tech(project, labels);
}

function tech({ tech }: ShownProject, labels: Labels): string {
  const names = lines(tech).join(labels.comma);
  return names ? html`<p class="keywords">${names}</p>` : '';
}

/** The project's name and description say what the picture shows. */
function picture(path: string): string {
  const size = imageSize(path);
  const dimensions = size ? html` width="${size.width}" height="${size.height}"` : '';
  return html`<img src="${path}" alt=""!${dimensions}>`;
}
