import type { Pages } from '../visitors/service.ts';
import type { ViewRepository } from './repository.ts';
import type { CountView } from './view-counter.ts';

const shape = /^\/(blog|projects)\/([a-z0-9-]{1,80})\/?$/;
const kinds = { blog: 'post', projects: 'project' } as const;

/** Pages that show one published item of content, and count its views. Cost: that of `find`. */
export function contentPages(repository: ViewRepository, count: CountView): Pages {
  return async (path = '', signal) => {
    const [bare = ''] = path.split(/[?#]/, 1);
    const [, section, slug = ''] = shape.exec(bare) ?? [];
    if (!section) return {};
    const item = await repository.find(kinds[section as keyof typeof kinds], slug, signal);
    if (!item) return {};
    return {
      name: `/${section}/${slug}`,
      view: (request, days, signal) => count(item, request, days, signal),
    };
  };
}
