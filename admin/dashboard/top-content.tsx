import type { Static } from '@sinclair/typebox';
import type { TopContent as TopContentData } from '../../app/features/views/schemas.ts';
import { Ranking } from './ranking.tsx';

type Top = Static<typeof TopContentData>;

const kinds = [
  { kind: 'blogs', name: 'Posts', path: '/blog/' },
  { kind: 'projects', name: 'Projects', path: '/projects/' },
  { kind: 'certifications', name: 'Certifications', path: undefined },
] as const;

/** The most viewed posts, projects and certifications, of all days. */
export function TopContent({ top }: { top: Top }) {
  const filled = kinds.filter(({ kind }) => top[kind].length > 0);
  if (filled.length === 0)
    return <p class="quiet">Nobody has opened anything that you published yet.</p>;
  return (
    <>
      <p class="quiet">Views of all days.</p>
      {filled.map(({ kind, name, path }) => (
        <div key={kind} class="kind">
          <h3>{name}</h3>
          <Ranking
            unit="views"
            of={name}
            empty=""
            rows={top[kind].map(({ contentId, title, slug, views }) => ({
              key: contentId,
              name: title,
              value: views,
              ...(path && { href: `${path}${slug}` }),
            }))}
          />
        </div>
      ))}
    </>
  );
}
