import { type Test, test } from 'tap';
import type { ContentService } from '../../app/features/content/service.ts';
import { anyVersion, contentOn, dump, post, rendererOf } from '../support/content.ts';
import { contentFaults } from '../support/content-faults.ts';
import { faults, startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';

type Fault = (typeof faults)[number];

/** Content behind a proxy that breaks requests, and the same content without it. */
async function behindProxy(t: Test) {
  const table = await makeTable(t);
  const proxy = await startFaultProxy(t);
  const content = contentOn(table, { client: clientThrough(t, proxy.url) });
  return { table, proxy, content, direct: contentOn(table) };
}

/** Faults after which the table may have what was written, although no answer says so. */
const afterCommit: Fault[] = ['drop-answer', 'hang-after-commit', 'error-after-commit', 'cut-body'];
const isWrite = (body: string) => body.includes('TransactItems');

interface Story {
  what: string;
  /** The call under test, which may be repeated. */
  call(content: ContentService, id: string): Promise<{ version: number }>;
  version: number;
}

const stories: Story[] = [
  {
    what: 'create',
    call: async (content) => {
      const options = { publish: true, idempotencyKey: 'again' };
      return (await content.create('post', post('new', { tags: ['a'] }), options)).item;
    },
    version: 1,
  },
  {
    what: 'update',
    call: (content, id) => content.update('post', id, { content: 'y', slug: 'y' }, anyVersion),
    version: 2,
  },
  {
    what: 'publish',
    call: (content, id) => content.publish('post', id, undefined, anyVersion),
    version: 2,
  },
];

// All faults at the same time: most of them take the time limit.
for (const story of stories) {
  test(`a ${story.what} that meets a fault once is done once`, (t) =>
    Promise.all(faults.map((fault) => isDoneOnce(t, story, fault))));

  test(`a ${story.what} that gets 503 may be repeated`, (t) =>
    Promise.all(faults.map((fault) => mayBeRepeated(t, story, fault))));
}

async function isDoneOnce(t: Test, { call, version }: Story, fault: Fault) {
  const { table, proxy, content, direct } = await behindProxy(t);
  const { item } = await direct.create('post', post('x', { tags: ['a'] }), { publish: false });
  let left = 1;
  proxy.fault = (body) => (isWrite(body) && left-- > 0 ? fault : 'none');
  t.match(await call(content, item.id), { version }, fault);
  t.ok(left <= 0, 'the fault has happened');
  t.strictSame(contentFaults(await dump(table)), [], fault);
}

async function mayBeRepeated(t: Test, { what, call, version }: Story, fault: Fault) {
  const { table, proxy, content, direct } = await behindProxy(t);
  const { item } = await direct.create('post', post('x', { tags: ['a'] }), { publish: false });
  proxy.fault = (body) => (isWrite(body) ? fault : 'none');
  const outcome = await call(content, item.id).catch((error) => error);
  // A delayed answer is an answer.
  const wanted = fault === 'delay' ? { version } : { name: 'Unavailable', statusCode: 503 };
  t.match(outcome, wanted, fault);
  const isWritten = (await dump(table)).some(({ sk, slug, state, version: stored }) =>
    what === 'create' ? sk === 'ITEM' && slug === 'new' : state && stored === version,
  );
  t.equal(isWritten, fault === 'delay' || afterCommit.includes(fault), fault);
  t.strictSame(contentFaults(await dump(table)), [], fault);

  proxy.fault = () => 'none';
  for (let repeats = 0; repeats < 2; repeats++) {
    t.match(await call(content, item.id), { version }, fault);
  }
  t.strictSame(contentFaults(await dump(table)), [], fault);
  const { items } = await direct.list('post', { status: 'all', limit: 20 });
  t.equal(items.length, what === 'create' ? 2 : 1, fault);
}

const failing = faults.filter((fault) => fault !== 'delay');

test('a delete that gets 503 may be repeated, and finds nothing if it was done', (t) =>
  Promise.all(
    failing.map(async (fault) => {
      const { table, proxy, content, direct } = await behindProxy(t);
      const { item } = await direct.create('post', post('x', { tags: ['a'] }), { publish: true });
      proxy.fault = (body) => (isWrite(body) ? fault : 'none');
      const remove = () => content.remove('post', item.id, anyVersion);
      await t.rejects(remove(), { name: 'Unavailable' }, fault);
      t.strictSame(contentFaults(await dump(table)), [], fault);
      proxy.fault = () => 'none';
      if (afterCommit.includes(fault)) await t.rejects(remove(), { name: 'NotFound' }, fault);
      else await remove();
      t.strictSame(await dump(table), [], fault);
    }),
  ));

test('reads get 503 while the table fails', (t) =>
  Promise.all(
    failing.map(async (fault) => {
      const { proxy, content, direct } = await behindProxy(t);
      const { item } = await direct.create('post', post('x', { tags: ['a'] }), { publish: true });
      proxy.fault = () => fault;
      const reads = [
        content.find('post', item.id, false),
        content.find('post', 'x', true),
        content.page('post', 'x'),
        content.list('post', { status: 'all', limit: 1 }),
        content.terms('tag'),
        content.html('post', [item]),
        content.preview('post', item.id, 'x'),
        content.isMediaUsed('x'),
      ];
      for (const read of await Promise.allSettled(reads)) {
        t.match(read, { status: 'rejected', reason: { name: 'Unavailable' } }, fault);
      }
    }),
  ));

test('readers get a page whose HTML cannot be written back', async (t) => {
  const table = await makeTable(t);
  const proxy = await startFaultProxy(t);
  await contentOn(table).create('post', post('x'), { publish: true });
  const client = clientThrough(t, proxy.url);
  const content = contentOn(table, { client, renderer: rendererOf(2) });
  proxy.fault = (body) => (body.includes('ConditionExpression') ? 'throttle' : 'none');
  t.match(await content.page('post', 'x'), { html: /class="v2"/ });
  t.match(
    (await dump(table)).find(({ sk }) => sk === 'HTML'),
    { renderer: '1-en' },
  );
});
