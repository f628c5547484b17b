import type { Test } from 'tap';
import { openapiDocument } from '../../app/openapi.ts';
import { serveSite } from './site.ts';
import { makeUserPool } from './user-pool.ts';

/** The site with the page about the API, and the API with a user pool that has the owner. */
export async function serveDocs(t: Test) {
  const pool = await makeUserPool(t);
  const url = await serveSite(t, undefined, pool.env, await openapiDocument());
  return { url, pool };
}
