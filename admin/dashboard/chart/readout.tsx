import type { Post } from '../posts.ts';

/** The values of the chosen bar, with what was published then: links that are the next tab stops after the chart. */
export function Readout({ text, posts }: { text: string; posts: Post[] }) {
  return (
    <p class="readout">
      {text}
      {posts.map(({ slug, title }) => (
        <span key={slug}>
          {' '}
          Published: <PostLink slug={slug} title={title} />
        </span>
      ))}
    </p>
  );
}

export function PostLink({ slug, title }: Pick<Post, 'slug' | 'title'>) {
  return (
    <a href={`/blog/${slug}`}>
      <bdi>{title}</bdi>
    </a>
  );
}
