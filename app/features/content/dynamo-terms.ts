import type { Table } from '../../aws/dynamo/database.ts';
import { contentKeys, type Stored } from './items.ts';
import { kinds } from './kinds.ts';
import type { Change, ContentRepository } from './repository.ts';
import type { Fields, Term } from './service.ts';
import { fold, type StoredTerm, type TermKind, termsIn, toTerms } from './terms.ts';
import type { Write } from './writes.ts';

interface TermWrites {
  /** Those of the item, with the final slugs of its terms. */
  fields: Fields;
  writes: Write[];
}

/**
 * The writes that count the terms which an item begins to use or uses no more, on condition that the terms
 * are as it reads them. It reads them only if some change. Drafts are not counted, and the slugs of their
 * terms are not final.
 */
export function dynamoTerms(table: Table, readTerms: ContentRepository['terms']) {
  const TableName = table.name;

  function add(of: TermKind, { name, slug }: Term, isKnown: boolean): Write {
    const Key = contentKeys.term(of, slug);
    if (!isKnown) {
      const Item = { ...Key, name, fold: fold(name), count: 1 };
      return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
    }
    return update(Key, name, 'ADD #count :one');
  }

  function update(Key: { pk: string; sk: string }, name: string, also: string): Write {
    return {
      Update: {
        ...{ TableName, Key },
        UpdateExpression: `SET #name = :name ${also}`,
        ConditionExpression: 'fold = :fold',
        ExpressionAttributeNames: { '#name': 'name', ...(also && { '#count': 'count' }) },
        ExpressionAttributeValues: {
          ...{ ':name': name, ':fold': fold(name) },
          ...(also && { ':one': 1 }),
        },
      },
    };
  }

  /** The last use of a term takes it away. */
  function subtract(of: TermKind, { slug }: Term, known: StoredTerm[]): Write {
    const isLast = known.find((term) => term.slug === slug)?.count === 1;
    const condition = {
      ...{ TableName, Key: contentKeys.term(of, slug) },
      ConditionExpression: isLast ? '#count = :one' : '#count > :one',
      ExpressionAttributeNames: { '#count': 'count' },
    };
    if (isLast) return { Delete: { ...condition, ExpressionAttributeValues: { ':one': 1 } } };
    const values = { ':one': 1, ':less': -1 };
    return {
      Update: {
        ...condition,
        UpdateExpression: 'ADD #count :less',
        ExpressionAttributeValues: values,
      },
    };
  }

  async function ofKind(
    of: TermKind,
    before: Term[],
    after: Term[],
    { isPublished, keepsSlugs }: { isPublished: boolean; keepsSlugs: boolean },
  ) {
    const had = byFold(before);
    const has = byFold(after);
    const added = isPublished ? after.filter(({ name }) => !had.has(fold(name))) : [];
    const removed = before.filter(({ name }) => !isPublished || !has.has(fold(name)));
    const isChanged = added.length + removed.length > 0;
    const known = isChanged ? await readTerms(of, { consistent: true }) : before.map(withFold);
    const names = after.map(({ name }) => name);
    const knownFolds = new Set(known.map(({ fold }) => fold));
    const knownSlugs = new Set(known.map(({ slug }) => slug));
    const chosen = keepsSlugs
      ? after
          .map(withFold)
          .filter(({ fold, slug }) => !knownFolds.has(fold) && !knownSlugs.has(slug))
      : [];
    const terms = toTerms(of, names, isPublished ? [...known, ...chosen] : []);
    const writes = terms.flatMap((term): Write[] => {
      const key = fold(term.name);
      const old = had.get(key);
      if (!isPublished || old?.name === term.name) return [];
      if (old) return [update(contentKeys.term(of, term.slug), term.name, '')];
      return [add(of, term, knownFolds.has(key))];
    });
    return { terms, writes: [...writes, ...removed.map((term) => subtract(of, term, known))] };
  }

  /** What the change from `before` to `after` counts: each is an item, or none. */
  async function ofChange(
    before: Stored | undefined,
    after: Stored | undefined,
    keepsSlugs = false,
  ): Promise<TermWrites> {
    const fields = { ...after?.fields };
    const writes: Write[] = [];
    const { terms = {} } = kinds[(after ?? before)?.kind ?? 'post'];
    for (const [of, field] of Object.entries(terms) as [TermKind, string][]) {
      const isPublished = after?.state === 'published';
      const counted = before?.state === 'published' ? termsIn(before.fields[field]) : [];
      const found = await ofKind(of, counted, termsIn(fields[field]), { isPublished, keepsSlugs });
      writes.push(...found.writes);
      if (after) fields[field] = Array.isArray(fields[field]) ? found.terms : found.terms[0];
    }
    return { fields, writes };
  }

  return {
    ofSave: ({ before, after, restores }: Change) =>
      ofChange(before, after, restores !== undefined),
    ofRemove: async (item: Stored) => (await ofChange(item, undefined)).writes,
  };
}

function byFold(terms: Term[]): Map<string, Term> {
  return new Map(terms.map((term) => [fold(term.name), term]));
}

function withFold(term: Term) {
  return { ...term, fold: fold(term.name), count: 0 };
}
