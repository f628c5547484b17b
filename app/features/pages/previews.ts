import type { Answer } from '../../http/answer.ts';
import { certificationPath, postPath, projectPath } from '../../render/content/addresses.ts';
import { certificationsPage } from '../../render/content/certification-list.ts';
import { postPage } from '../../render/content/post-page.ts';
import { projectPage } from '../../render/content/project-page.ts';
import type { SiteManifest } from '../../render/manifest.ts';
import type { Kind, RenderedItem } from '../content/service.ts';
import { found, missing, secretHeaders } from './answers.ts';
import type { Context } from './context.ts';

interface Shown<K extends Kind> {
  page: (site: SiteManifest, rendered: RenderedItem<K>) => string;
  /** Where the item is once it is published. */
  path: (item: RenderedItem<K>['item']) => string;
}

const isDraft = true;

const shown: { [K in Kind]: Shown<K> } = {
  post: {
    page: (site, { item, html }) => postPage(site, item, html, { isDraft }),
    path: ({ slug }) => postPath(slug),
  },
  project: {
    page: (site, { item, html }) => projectPage(site, item, html, { isDraft }),
    path: ({ slug }) => projectPath(slug),
  },
  certification: {
    page: (site, { item }) =>
      certificationsPage(site, { items: [item], number: 1, hasOlder: false }, { isDraft }),
    path: ({ id }) => certificationPath(id),
  },
};

/**
 * What a preview link shows: the page as it will be, but uncounted. A link to what is published by now leads to
 * its page.
 */
export async function preview<K extends Kind>(
  { content, site }: Context,
  kind: K,
  { id, token }: { id: string; token: string },
): Promise<Answer> {
  const rendered = await content.preview(kind, id, token);
  if (!rendered) return secret(missing(site));
  const { page, path } = shown[kind];
  if (rendered.item.status === 'published') {
    return secret({ statusCode: 302, headers: { location: path(rendered.item) }, body: '' });
  }
  return secret(found(page(uncounted(site), rendered)));
}

function secret(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, ...secretHeaders } };
}

/** Without the script that counts visits: it would send the secret address. */
function uncounted(site: SiteManifest): SiteManifest {
  const scripts = site.assets.scripts.filter((path) => !/\/track[^/]*$/.test(path));
  return { ...site, assets: { ...site.assets, scripts } };
}
