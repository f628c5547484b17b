import { test } from 'tap';
import { serveSite } from '../support/site.ts';
import { overHttp } from '../support/target.ts';
import { siteContract } from './site.ts';

test('the laptop’s front serves the site as CloudFront does', async (t) => {
  await siteContract(t, overHttp(await serveSite(t)), { deployed: false });
});
