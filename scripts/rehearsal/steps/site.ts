import assert from 'node:assert/strict';
import { region } from '../local-aws.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

export async function publishSite({ command }: Rehearsal): Promise<string | undefined> {
  const output = await command('npm', ['run', 'publish-site']);
  return /\d+ files uploaded/.exec(output)?.[0];
}

/** Only the site's own distribution can read the bucket. */
export async function bucketIsRefused(rehearsal: Rehearsal): Promise<undefined> {
  const { bucket } = await outputs(rehearsal);
  for (const path of ['', 'index.html', '?list-type=2']) {
    const { status } = await fetch(`https://${bucket}.s3.${region}.amazonaws.com/${path}`);
    assert.equal(status, 403, `/${path} of the bucket`);
  }
}

/** Site and API show the same counter. */
export async function siteCounts(rehearsal: Rehearsal): Promise<undefined> {
  const { site, api } = await outputs(rehearsal);
  const first = await count(`${api}/count`);
  assert.equal(await count(`${site}/api/count`), first + 1);
}

export async function count(url: string): Promise<number> {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return ((await response.json()) as { count: number }).count;
}
