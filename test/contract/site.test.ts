import { test } from 'tap';
import { serveSite } from '../support/site.ts';
import { overHttp } from '../support/target.ts';
import { siteContract } from './site.ts';

test('the local edge serves the site as CloudFront does', async (t) => {
  await siteContract(t, overHttp(await serveSite(t)), { deployed: false });
});
