type Item = Record<string, unknown>;

interface Term {
  name: string;
  slug: string;
}

/** An item as the table has it: all that other items are copies of. */
interface Stored {
  pk: string;
  kind: string;
  id: string;
  slug: string;
  oldSlugs: string[];
  state: string;
  createdAt: string;
  publishedAt: string;
  textVersion: number;
  media: string[];
  fields: {
    category?: Term;
    tags?: Term[];
    featured?: boolean;
    type?: string;
    dateEarned?: string;
  };
}

/**
 * What is wrong in a table with content: items that belong to none, or contradict the one that they belong
 * to. Empty if everything fits.
 */
export function contentFaults(table: Item[]): string[] {
  const stored = table.filter(({ sk }) => sk === 'ITEM') as unknown as Stored[];
  const expected = new Map<string, object>();
  for (const item of stored) {
    for (const [key, value] of expectedOf(item, table)) expected.set(key, value);
  }
  for (const [key, value] of expectedTerms(stored)) expected.set(key, value);

  const faults: string[] = [];
  for (const { pk, sk, ...rest } of table) {
    const key = `${pk} ${sk}`;
    const wanted = expected.get(key);
    expected.delete(key);
    if (!wanted) faults.push(`${key} belongs to nothing`);
    for (const [name, value] of Object.entries(wanted ?? {})) {
      if (JSON.stringify(rest[name]) !== JSON.stringify(value)) faults.push(`${key}: ${name}`);
    }
  }
  return [...faults, ...[...expected.keys()].map((key) => `${key} is missing`)];
}

function expectedOf(item: Stored, table: Item[]): [key: string, attributes: object][] {
  const { pk, kind, id, slug, oldSlugs, textVersion, media, state, fields } = item;
  const optional = (key: string) => table.some((other) => `${other.pk} ${other.sk}` === key);
  const owns = (old: string) =>
    table.some((other) => other.pk === `SLUG#${kind}` && other.sk === old && other.id === id);
  const { pk: _, oldSlugs: _old, textVersion: _text, media: _media, ...copy } = item;
  const { sk: _sk, slugWasPublic: _public, ...summary } = copy as typeof copy & Item;
  const lists = state === 'draft' ? ['draft'] : listsOf(fields);
  const instant = state === 'draft' ? item.createdAt : item.publishedAt;
  const position = `${fields.dateEarned ?? instant}#${id}`;
  return [
    [`${pk} ITEM`, {}],
    ...(textVersion > 0 ? ['TEXT', 'HTML'] : []).map((sk): [string, object] => [
      `${pk} ${sk}`,
      { textVersion },
    ]),
    ...(optional(`${pk} PREVIEW`) ? [[`${pk} PREVIEW`, {}] as [string, object]] : []),
    [`SLUG#${kind} ${slug}`, { id, isOld: undefined }],
    ...oldSlugs
      .filter(owns)
      .map((old): [string, object] => [`SLUG#${kind} ${old}`, { id, isOld: true }]),
    ...lists.map((list): [string, object] => [`LIST#${kind}#${list} ${position}`, summary]),
    ...(state === 'published' && media.length > 0
      ? [[`MEDIA ${pk}`, { media }] as [string, object]]
      : []),
  ];
}

function listsOf({ category, tags = [], featured, type }: Stored['fields']): string[] {
  return [
    'published',
    ...(category ? [`category#${category.slug}`] : []),
    ...tags.map(({ slug }) => `tag#${slug}`),
    ...(featured === undefined ? [] : [`featured#${featured}`]),
    ...(type === undefined ? [] : [`type#${type}`]),
  ];
}

function expectedTerms(items: Stored[]): Map<string, { count: number }> {
  const counts = new Map<string, { count: number }>();
  for (const { state, fields } of items) {
    if (state !== 'published' || !fields.category) continue;
    const tags = (fields.tags ?? []).map(({ slug }) => `TERMS#tag ${slug}`);
    for (const key of [`TERMS#category ${fields.category.slug}`, ...tags]) {
      counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return counts;
}
