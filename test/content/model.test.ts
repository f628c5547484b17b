import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { test } from 'tap';
import type { ContentService, ListQuery, Summaries } from '../../app/features/content/service.ts';
import { fold } from '../../app/features/content/terms.ts';
import { anyVersion, contentOn, dump, post } from '../support/content.ts';
import { contentFaults } from '../support/content-faults.ts';
import { ContentModel, type ModelPost, type Outcome } from '../support/content-model.ts';
import { makeTable } from '../support/table.ts';

const hour = 60 * 60 * 1000;
const start = Date.parse('2026-11-21T09:30:00Z');

const title = fc.constantFrom('x', 'y');
/** Also those that derived slugs have. */
const slug = fc.constantFrom('x', 'y', 'x-2', 'z');
const category = fc.constantFrom('one', 'One', 'two');
const tags = fc.uniqueArray(fc.constantFrom('cafe', 'café', 'Café', 'go'), {
  selector: fold,
  maxLength: 3,
});
const which = fc.nat({ max: 3 });
const hours = fc.integer({ min: -5, max: 5 });

/** What may happen, in any order, to one of a few posts. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('create' as const),
    publish: fc.boolean(),
    fields: fc.record(
      { title, category, tags, slug },
      { requiredKeys: ['title', 'category', 'tags'] },
    ),
  }),
  fc.record({
    do: fc.constant('update' as const),
    which,
    fields: fc.record({ title, category, tags, slug }, { requiredKeys: [] }),
  }),
  fc.record({
    do: fc.constant('publish' as const),
    which,
    at: fc.option(hours, { nil: undefined }),
  }),
  fc.record({ do: fc.constant('unpublish' as const), which }),
  fc.record({ do: fc.constant('remove' as const), which }),
  fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 3 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test('content behaves like a plain model of it, and never leaves anything behind', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20, size: 'max' }),
      async (steps) => {
        const table = await makeTable(t);
        const model = new ContentModel(start);
        const content = contentOn(table, { now: () => model.now });
        for (const one of steps) {
          await act(content, model, one);
          await compare(content, model);
          const faults = contentFaults(await dump(table));
          if (faults.length > 0) throw new Error(faults.join(', '));
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
  t.pass();
});

/** Does it to both, and compares how it ended. */
async function act(content: ContentService, model: ContentModel, one: Step): Promise<void> {
  if (one.do === 'pass') {
    model.now += one.hours * hour;
    return;
  }
  if (one.do === 'create') return create(content, model, one);
  const id = [...model.posts.keys()][one.which] ?? 'c_0000000000000000';
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      ({ name }) => name,
    );
  const same = async (call: Promise<unknown>, wanted: Outcome) => {
    const found = await outcome(call);
    if (found !== wanted) throw new Error(`${one.do} ended with ${found}, not ${wanted}`);
  };
  const { publishedAt } = model.posts.get(id) ?? {};
  const seenAt = publishedAt !== undefined && publishedAt <= model.now ? publishedAt : undefined;
  if (one.do === 'update') {
    const call = content.update('post', id, one.fields, anyVersion);
    await same(call, model.change(id, one.fields));
  } else if (one.do === 'publish') {
    const at = one.at === undefined ? undefined : model.now + one.at * hour;
    const instant = at === undefined ? undefined : new Date(at).toISOString();
    const call = content.publish('post', id, instant, anyVersion);
    const change = { isPublished: true, publishedAt: at ?? seenAt ?? model.now };
    await same(call, model.change(id, change));
  } else if (one.do === 'unpublish') {
    const call = content.unpublish('post', id, anyVersion);
    await same(call, model.change(id, { isPublished: false, publishedAt: seenAt }));
  } else {
    await same(content.remove('post', id, anyVersion), model.remove(id));
  }
}

async function create(
  content: ContentService,
  model: ContentModel,
  { fields, publish }: Extract<Step, { do: 'create' }>,
): Promise<void> {
  const slug = fields.slug ?? model.freeSlug(fields.title);
  const isTaken = !model.mayTake(slug, '');
  const call = content.create('post', post(fields.title, fields), { publish });
  const item = await call.then(
    ({ item }) => item,
    ({ name }) => name,
  );
  if (isTaken || typeof item === 'string') {
    if (isTaken && item === 'Conflict') return;
    throw new Error(`create ended with ${JSON.stringify(item)}`);
  }
  const now = model.now;
  const times = { createdAt: now, publishedAt: publish ? now : undefined };
  model.add({ ...fields, ...times, id: item.id, slug, isSeen: false, isPublished: publish });
}

/** What anyone can read of the content against what the model has. */
async function compare(content: ContentService, model: ContentModel): Promise<void> {
  const found: Record<string, unknown> = {};
  const wanted: Record<string, unknown> = {};
  for (const one of model.posts.values()) {
    const item = await content.find('post', one.id, true);
    found[one.id] = { ...shown(item), tags: item.tags.map(({ name }) => name) };
    wanted[one.id] = { ...shownOf(one, model), tags: one.tags };
  }
  for (const slug of new Set(['x', 'y', 'z', 'x-2', 'y-2', ...model.slugs.keys()])) {
    const page = await content.page('post', slug);
    found[slug] = page && (page.found === 'moved' ? page.slug : page.item.id);
    const holder = model.posts.get(model.slugs.get(slug) ?? '');
    const isThere = holder && model.isPublic(holder);
    wanted[slug] = isThere ? (holder.slug === slug ? holder.id : holder.slug) : undefined;
  }
  for (const status of ['published', 'draft', 'scheduled', 'all'] as const) {
    found[status] = await idsOf(content, { status });
    wanted[status] = listOf(model, (one) => [statusOf(one, model), 'all'].includes(status));
  }
  for (const termKind of ['category', 'tag'] as const) {
    found[termKind] = await content.terms(termKind);
    const terms = model.termsOf(termKind);
    wanted[termKind] = terms;
    for (const { slug, name } of terms) {
      const key = `${termKind} ${slug}`;
      found[key] = await idsOf(content, { status: 'published', [termKind]: slug });
      wanted[key] = listOf(model, (one) => {
        const names = termKind === 'tag' ? one.tags : [one.category];
        return model.isPublic(one) && names.map(fold).includes(fold(name));
      });
    }
  }
  if (!isDeepStrictEqual(found, wanted)) {
    throw new Error(`found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
  }
}

/** All pages of a list. */
async function idsOf(content: ContentService, query: Omit<ListQuery, 'limit'>): Promise<string[]> {
  const { items, nextCursor } = await content.list('post', { ...query, limit: 2 });
  const ids = items.map(({ id }) => id);
  return nextCursor ? [...ids, ...(await idsOf(content, { ...query, cursor: nextCursor }))] : ids;
}

function listOf(model: ContentModel, isIn: (one: ModelPost) => boolean): string[] {
  const position = ({ id, isPublished, publishedAt, createdAt }: ModelPost) =>
    `${iso(isPublished ? publishedAt : createdAt)}#${id}`;
  const all = [...model.posts.values()].filter(isIn);
  return all.sort((a, b) => (position(a) < position(b) ? 1 : -1)).map(({ id }) => id);
}

function shown({ title, slug, status, publishedAt }: Summaries['post']) {
  return { title, slug, status, publishedAt };
}

function shownOf(one: ModelPost, model: ContentModel) {
  const { title, slug, publishedAt } = one;
  return { title, slug, status: statusOf(one, model), publishedAt: iso(publishedAt) };
}

function statusOf(one: ModelPost, model: ContentModel): Summaries['post']['status'] {
  if (!one.isPublished) return 'draft';
  return model.isPublic(one) ? 'published' : 'scheduled';
}

function iso(instant: number | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString();
}
