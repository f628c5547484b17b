import { test } from 'tap';
import type { Kind } from '../../app/features/content/service.ts';
import { anyVersion } from '../support/content.ts';
import { buildPages, minute, post } from '../support/pages.ts';

const kinds = [
  ['post', '/blog', post('Draft'), '/blog/draft'],
  ['project', '/projects', { name: 'Draft', description: 'A draft' }, '/projects/draft'],
  ['certification', '/certifications', { name: 'Draft', issuer: 'A' }, '/certifications/#'],
] as const;

const secret = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

async function drafted(
  t: Parameters<typeof buildPages>[0],
  kind: Kind,
  prefix: string,
  fields: object,
) {
  const pages = await buildPages(t);
  const { item } = await pages.content.create(kind, { ...fields }, { publish: false });
  const { token } = await pages.content.createPreview(kind, item.id);
  const path = `${prefix}/preview/${item.id}/`;
  return { ...pages, id: item.id, path, link: path + token };
}

for (const [kind, prefix, fields, published] of kinds) {
  test(`the preview of a ${kind} is its page, which nobody lists, keeps or counts`, async (t) => {
    const { read, link } = await drafted(t, kind, prefix, fields);
    const { status, headers, body } = await read(link);
    t.equal(status, 200);
    t.match(headers, secret);
    t.notOk(headers.etag);
    t.match(body, /Draft/);
    t.match(body, '<meta name="robots" content="noindex">');
    t.match(body, '/assets/site-0123456789.js');
    t.notMatch(body, /track|canonical|og:|ld\+json/);
  });

  test(`the preview link of a ${kind} leads to its page once it is published`, async (t) => {
    const { content, read, link, id, clock } = await drafted(t, kind, prefix, fields);
    const due = clock.now + minute;
    await content.publish(kind, id, new Date(due).toISOString(), anyVersion);
    t.equal((await read(link)).status, 200, 'scheduled');
    clock.now = due;
    const { status, headers } = await read(link);
    t.equal(status, 302);
    t.equal(headers.location, published.replace('#', `#${id}`));
    t.match(headers, secret);
  });

  test(`a wrong, expired or revoked preview link of a ${kind} is the page of what is missing`, async (t) => {
    const { content, read, link, path, id, clock } = await drafted(t, kind, prefix, fields);
    const { body } = await read('/blog/invented');
    const isMissing = async (link: string) => {
      const { status, body: answered, headers } = await read(link);
      t.equal(status, 404, link);
      t.equal(answered, body, link);
      t.match(headers, secret, link);
    };
    await isMissing(`${path}${'A'.repeat(22)}`);
    await isMissing(`${path}${'A'.repeat(1000)}`);
    await isMissing(link.replace(id, 'c_AAAAAAAAAAAAAAAA'));
    clock.now += 7 * 24 * 60 * minute;
    await isMissing(link);
    clock.now -= minute;
    t.equal((await read(link)).status, 200);
    await content.removePreview(kind, id);
    await isMissing(link);
  });
}
