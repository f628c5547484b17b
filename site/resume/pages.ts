import { type PageKind, pageKinds } from '../../app/render/manifest.ts';
import { nearest } from './nearest.ts';
import { excerpt, type Problem } from './problems.ts';

/** The mistakes in `meta.pages`. */
export function pagesProblems(pages: unknown): Problem[] {
  const path = ['meta', 'pages'];
  if (pages === undefined) return [];
  if (!Array.isArray(pages)) {
    return [{ path, message: 'must be a list in [ ], such as ["blog", "projects"]' }];
  }
  return pages.flatMap((name: unknown, i) => {
    if (isPageKind(name)) return [];
    const meant = typeof name === 'string' ? nearest(name, [...pageKinds]) : undefined;
    const hint = meant ? `; did you mean ${meant}?` : '';
    const message = `must be ${pageKinds.join(', ')}, not ${excerpt(name)}${hint}`;
    return [{ path: [...path, `${i}`], message }];
  });
}

function isPageKind(name: unknown): name is PageKind {
  return pageKinds.some((kind) => kind === name);
}
