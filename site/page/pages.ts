import { html } from 'ghtml';
import type { Labels } from '../../app/render/labels.ts';
import type { PageKind } from '../../app/render/manifest.ts';

/** Links to the pages of content that the resume names. */
export function pageLinks(pages: PageKind[], labels: Labels): string {
  if (pages.length === 0) return '';
  const names = {
    blog: labels.blog,
    projects: labels.projects,
    certifications: labels.certificates,
  };
  return html`<nav class="pages"><ul class="contacts">!${pages.map((kind) => html`<li><a href="/${kind}/">${names[kind]}</a></li>`)}</ul></nav>`;
}

/** A hidden section for the latest posts: `public/latest.js` fills and shows it. */
export function latestPosts(labels: Labels): string {
  return html`<section id="latest" aria-labelledby="latest-posts" hidden>
    <h2 id="latest-posts">${labels.latestPosts}</h2>
    <div class="entries"></div>
    <template>
      <article class="entry">
        <div class="what"><h3><a></a></h3></div>
        <p class="when"><time></time></p>
      </article>
    </template>
  </section>`;
}
