import { randomUUID } from 'node:crypto';
import type { Test } from 'tap';
import type { Target } from '../support/target.ts';
import type { Credentials } from '../support/user-pool.ts';
import { isError } from './suite.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents as JSON
type Json = Record<string, any>;

const head = { format: 'cloud-resume', formatVersion: 1 };

/** Writes a draft and an import of names of their own, and deletes both. */
export async function transferContract(
  t: Test,
  target: Target,
  credentials: Credentials | undefined,
): Promise<void> {
  const skip = !credentials && 'no credentials';
  let authorization = '';
  const send = async (method: string, path: string, body?: object) => {
    const text = body && JSON.stringify(body);
    const length = text && `${Buffer.byteLength(text)}`;
    const headers = {
      ...(authorization && { authorization }),
      ...(length && { 'content-type': 'application/json', 'content-length': length }),
    };
    return target({ method, path: `/v1/${path}`, headers, ...(text && { body: text }) });
  };
  const json = async (...call: Parameters<typeof send>): Promise<Json> => {
    const { status, body } = await send(...call);
    t.ok(status < 300, `${call[0]} ${call[1]}: ${status} ${status < 300 ? '' : body}`);
    return body === '' ? {} : JSON.parse(body);
  };
  const signIn = async () => {
    authorization ||= `Bearer ${(await json('POST', 'auth/login', credentials)).accessToken}`;
  };

  await t.test('an item leaves with the export, and comes back as it was', { skip }, async (t) => {
    await signIn();
    const draft = {
      name: `Contract ${randomUUID()}`,
      description: 'Leaves',
      longDescription: '*x*',
    };
    const item = await json('POST', 'projects', draft);
    t.teardown(() => send('DELETE', `projects/${item.id}`));
    const found: Json[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Json = await json('GET', `export${cursor && `?cursor=${cursor}`}`);
      t.match(page, head);
      found.push(...page.projects.filter(({ id }: Json) => id === item.id));
      cursor = page.nextCursor;
    }
    t.equal(found.length, 1);
    const body = { ...head, projects: found };
    t.match(await json('POST', 'import', body), { added: 0, unchanged: 1, refused: [] });

    await json('DELETE', `projects/${item.id}`);
    t.match(await json('POST', 'import?plan=true', body), { added: 1 });
    t.equal((await send('GET', `projects/${item.id}`)).status, 404, 'a plan writes nothing');
    t.match(await json('POST', 'import', body), { added: 1, unchanged: 0, refused: [] });
    t.strictSame(await json('GET', `projects/${item.id}`), item);
    const other = { ...body, projects: [{ ...found[0], name: 'Other' }] };
    const refused = [{ path: 'projects.0', message: String }];
    t.match(await json('POST', 'import', other), { added: 0, refused });
  });

  await t.test('numbers of another program come and go as a whole', { skip }, async (t) => {
    await signIn();
    const id = `contract-${randomUUID()}`;
    t.teardown(() => send('DELETE', `imports/${id}`));
    const days = [{ date: '2000-01-01', visitors: 3, views: 4, paths: { '/': 3 } }];
    const body = { ...head, imports: [{ id, source: 'csv', days }] };
    t.match(await json('POST', 'import', body), { added: 2, unchanged: 0, refused: [] });
    t.match(await json('POST', 'import', body), { added: 0, unchanged: 2, refused: [] });
    const { items } = await json('GET', 'imports');
    t.strictSame(
      items.filter((one: Json) => one.id === id),
      [{ id, source: 'csv' }],
    );
    t.equal((await send('DELETE', `imports/${id}`)).status, 204);
    isError(t, await send('DELETE', `imports/${id}`), 404, 'twice');
  });

  await t.test('documents that break a rule get 400 and change nothing', { skip }, async (t) => {
    await signIn();
    const day = { date: '2000-01-01', visitors: 3, views: 4 };
    for (const body of [
      {},
      { ...head, formatVersion: 2 },
      { ...head, extra: 1 },
      { ...head, imports: [{ id: 'a', source: 'csv', days: [day, day] }] },
      { ...head, imports: [{ id: 'a', source: 'csv', days: [{ ...day, date: '2999-01-01' }] }] },
      { ...head, statistics: { days: [{ date: '2000-13-01' }] } },
      { ...head, media: ['../secret'] },
    ]) {
      isError(t, await send('POST', 'import', body), 400, JSON.stringify(body));
    }
    isError(t, await send('POST', 'import?plan=maybe', head), 400, 'plan');
    isError(t, await send('GET', 'export?cursor=x'), 400, 'cursor');
    const missing = '0'.repeat(16);
    const { missingMedia } = await json('POST', 'import?plan=true', {
      ...head,
      media: [`${missing}-1x1.png`],
    });
    t.strictSame(missingMedia, [`${missing}-1x1.png`]);
  });
}
