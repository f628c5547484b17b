import { test } from 'tap';
import { kinds } from '../../../admin/editor/kinds.ts';
import { withNames } from '../../../admin/editor/names.ts';
import {
  type Answered,
  changes,
  emptyValues,
  filled,
  isComplete,
  lengthOf,
  newBody,
  valuesOf,
} from '../../../admin/editor/values.ts';
import { errorsOf } from '../../../admin/editor/words.ts';

const { post, project, certification } = kinds;
const item = (fields: object): Answered => ({
  id: 'c_1',
  slug: 'a',
  status: 'draft',
  publishedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  version: 1,
  ...fields,
});
const stored = valuesOf(post, item({ title: 'A', category: 'B', content: 'c', tags: ['d'] }));

test('a new body has what was filled in, and the required fields in any case', (t) => {
  const values = { ...emptyValues(post), title: ' A ', content: 'a\r\nb', tags: ['x', 'X', ' '] };
  t.strictSame(newBody(post, values), { title: 'A', content: 'a\nb', category: '', tags: ['x'] });
  t.strictSame(newBody(certification, emptyValues(certification)), {
    name: '',
    issuer: '',
    type: 'certification',
    featured: false,
  });
  t.end();
});

test('a change has only the fields that differ; null clears one', (t) => {
  t.strictSame(changes(post, stored, stored), {});
  t.strictSame(changes(post, stored, { ...stored, title: ' A ', category: 'B  ' }), {});
  t.strictSame(changes(post, stored, { ...stored, title: '' }), { title: '' });
  t.strictSame(changes(post, stored, { ...stored, excerpt: 'e', tags: [] }), {
    excerpt: 'e',
    tags: [],
  });
  t.strictSame(changes(post, { ...stored, excerpt: 'e' }, stored), { excerpt: null });
  t.strictSame(changes(post, stored, { ...stored, slug: '' }), {}, 'the slug stays');
  t.strictSame(changes(post, stored, { ...stored, slug: 'b' }), { slug: 'b' });
  const [a, b] = [emptyValues(project), { ...emptyValues(project), featured: true }];
  t.strictSame(changes(project, a, b), { featured: true });
  t.strictSame(changes(post, stored, { ...stored, content: 'a\ud800' }), { content: 'a\ufffd' });
  t.end();
});

test('what the API chose fills only what the owner left empty', (t) => {
  t.equal(filled(post, { ...stored, slug: '' }, stored).slug, 'a');
  t.equal(filled(post, { ...stored, slug: 'b' }, stored).slug, 'b');
  const same = { ...stored, slug: 'b' };
  t.equal(filled(post, same, stored), same, 'the same object, if there is nothing to fill');
  t.end();
});

test('an item is complete when its required fields have more than white space', (t) => {
  t.ok(isComplete(post, stored));
  for (const name of ['title', 'category']) t.notOk(isComplete(post, { ...stored, [name]: ' ' }));
  t.notOk(isComplete(post, { ...stored, content: '' }));
  t.end();
});

test('length counts code points, as the API does', (t) => {
  t.equal(lengthOf('a👩🏽‍💻'), 5);
  t.end();
});

test('names are split at commas, and compared without case', (t) => {
  t.strictSame(withNames(['CSS'], ' css , Web  APIs,,'), ['CSS', 'Web APIs']);
  t.strictSame(withNames([], 'typescript', ['TypeScript']), ['TypeScript']);
  t.strictSame(withNames([], 'أ، ب'), ['أ', 'ب']);
  t.end();
});

test('errors are at the fields that still have the refused value', (t) => {
  const values = { ...stored, title: 'x', tags: ['ok', 'y'] };
  const problem = (details: { path: string; message: string }[], code?: string) => ({
    type: 'refused' as const,
    refusal: { message: 'In general', details, code },
    values,
    wasAsked: true,
  });
  const tooLong = [{ path: 'body.title', message: 'must NOT have more than 200 characters' }];
  t.strictSame(errorsOf(post, problem(tooLong), values), {
    fields: { title: 'At most 200 characters.' },
  });
  t.strictSame(errorsOf(post, problem(tooLong), { ...values, title: 'y' }), { fields: {} });
  t.strictSame(
    errorsOf(post, problem(tooLong), { ...values, content: ' ', category: '' }).fields,
    {
      title: 'At most 200 characters.',
      content: 'This is needed.',
      category: 'This is needed.',
    },
    'and at all that are empty and needed',
  );
  t.strictSame(
    errorsOf(post, problem([{ path: 'body.tags.1', message: 'must match pattern "x"' }]), values),
    { fields: { tags: '“y”: Use text on one line.' } },
  );
  t.strictSame(errorsOf(post, problem([], 'SLUG_TAKEN'), values), {
    fields: { slug: 'Another item has this slug.' },
  });
  t.strictSame(errorsOf(post, problem([], 'TOO_LARGE'), values), {
    fields: { content: 'At most 300 KiB: an emoji takes as much as four letters.' },
  });
  t.strictSame(errorsOf(post, problem([]), values), { fields: {}, general: 'In general' });
  t.strictSame(errorsOf(post, problem([{ path: 'body', message: 'x' }]), values), {
    fields: {},
    general: 'In general',
  });
  t.strictSame(errorsOf(post, undefined, values), { fields: {} });
  t.end();
});
