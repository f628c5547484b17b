import type { Kind, Summaries } from './service.ts';

/** An item as the API answers it: terms by their names. */
export function present(summary: Summaries[Kind]): object {
  const { kind: _, ...item } = summary;
  if (summary.kind !== 'post') return item;
  const { category, tags } = summary;
  return { ...item, category: category.name, tags: tags.map(({ name }) => name) };
}
