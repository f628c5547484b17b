import { test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { serveSite } from '../support/site.ts';
import { overHttp } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';
import { pagesContract } from './pages.ts';
import { siteContract } from './site.ts';

test('the local edge serves the site as CloudFront does', async (t) => {
  await siteContract(t, overHttp(await serveSite(t)), { deployed: false });
});

test('the local edge shows what the owner writes', async (t) => {
  const { env } = await makeUserPool(t);
  const url = await serveSite(t, undefined, env);
  const site = overHttp(url);
  await pagesContract(t, { api: overHttp(`${url}/api`), site, credentials: localOwner });
});
