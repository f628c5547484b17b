import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { appVariables, readConfig } from '../../app/config.ts';
import { createContentDependencies } from '../../app/content-dependencies.ts';
import { addDays, daysUpTo, utcDay } from '../../app/days/utc-day.ts';
import { dataKeys } from '../../app/features/visitors/keys.ts';
import { addSampleContent } from '../../scripts/seed/sample-content.ts';
import { databaseEnv, makeTable, tablesEnv } from '../support/table.ts';
import { noUserPool } from '../support/user-pool.ts';

test('the README’s command writes a year of days once, each marked as a sample', async (t) => {
  const { name, client } = await makeTable(t);
  const [, line = ''] = /`(npm run seed)`/.exec(await readFile('README.md', 'utf8')) ?? [];
  const seed = async () => {
    const env = { ...process.env, NODE_OPTIONS: '', ...tablesEnv({ DATA_TABLE_NAME: name }) };
    return (await promisify(exec)(line, { env })).stdout;
  };
  const days = async () => {
    const found = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) {
      found.push(...Items.filter(({ sk }) => sk === dataKeys.summary('').sk));
    }
    return found.sort((a, b) => (a.pk < b.pk ? -1 : 1));
  };
  t.match(await seed(), 'DYNAMODB_ENDPOINT: 365 sample days written, 0 days unchanged');
  const first = await days();
  t.strictSame(
    first.map(({ pk, sample }) => ({ pk, sample })),
    daysUpTo(addDays(utcDay(Date.now()), -1), 365).map((day) => ({
      pk: dataKeys.summary(day).pk,
      sample: true,
    })),
  );
  t.match(await seed(), 'DYNAMODB_ENDPOINT: 0 sample days written, 365 days unchanged');
  t.strictSame(await days(), first);
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: dataKeys.total }));
  t.equal(
    Item?.visitors,
    first.reduce((sum, { visitors }) => sum + visitors, 0),
  );
});

test('the samples are content that the API accepts, and are added once', async (t) => {
  const table = await makeTable(t);
  const env = { ...databaseEnv(), ...noUserPool, ...tablesEnv({ DATA_TABLE_NAME: table.name }) };
  const { content } = createContentDependencies(readConfig(env, appVariables));
  t.equal(await addSampleContent(content), 12);
  const posts = await content.list('post', { status: 'all', limit: 100 });
  t.strictSame(
    Object.entries(Object.groupBy(posts.items, ({ status }) => status)).map(
      ([status, items]) => `${items?.length} ${status}`,
    ),
    ['1 scheduled', '1 draft', '3 published'],
  );
  for (const { title, slug, status } of posts.items) {
    const page = await content.page('post', slug);
    t.equal(page?.found, status === 'published' ? 'item' : undefined, title);
  }
  const { id = '' } = posts.items.find(({ status }) => status === 'published') ?? {};
  await content.update('post', id, { title: 'Mine now' }, () => true);
  t.equal(await addSampleContent(content), 0);
  t.match(await content.find('post', id, true), { title: 'Mine now' });
});
