import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { putByHand } from '../by-hand/put-by-hand.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { ownerEmail } from '../sam.ts';
import { describeStack, outputs } from '../stack.ts';
import { smokeTest } from './live.ts';

/** What the jobs of .github/workflows/release.yml run, and then its roll-back. */
export async function release(rehearsal: Rehearsal): Promise<string> {
  const { command } = rehearsal;
  if (process.env.REHEARSE_RELEASE === 'off') return 'skipped: REHEARSE_RELEASE=off';
  if (!(await hasAws(rehearsal))) return skipped;
  const script = async (name: string, args: string[], env?: NodeJS.ProcessEnv) =>
    linesOf(await command(`scripts/aws/${name}.sh`, args, env));

  const built = await script('build', ['lambda']);
  const stack = await script('deploy', ['stack', 'all'], {
    DIGEST: built.digest,
    OWNER_EMAIL: ownerEmail,
    STACK_PARAMETERS: 'InviteOwner=off',
  });
  const { site, api } = await outputs(rehearsal);
  const { LogRetentionDays = '', ...rest } = stack;
  assert.deepEqual(rest, { last: '', url: site, api, BreakdownDays: '0', Tracing: 'off' });
  const { digest: DIGEST } = await script('build', ['site'], {
    SITE_URL: site,
    LOG_RETENTION_DAYS: LogRetentionDays,
  });
  await script('deploy', ['site'], { DIGEST });
  await putByHand(rehearsal);
  await smokeTest(rehearsal);
  await script('deploy', ['note']);
  const page = await publishedPage(rehearsal);
  assert.ok(page.includes(site), 'the page contains its address');

  const next = await script('deploy', ['stack', 'changed'], { DIGEST: built.digest });
  assert.match(next.last ?? '', /^[0-9a-f]{40}$/, 'the noted commit');
  await script('deploy', ['site'], { DIGEST: await packBrokenPage(rehearsal) });
  await assert.rejects(smokeTest(rehearsal, 1), /not ok - the page is the resume/);
  const back = await script('deploy', ['roll-back', next.last ?? '']);
  assert.deepEqual(back, { url: site, api });
  assert.equal(await publishedPage(rehearsal), page);
  await smokeTest(rehearsal);
  return `noted ${next.last?.slice(0, 7)}`;
}

export async function tearDownByScript(rehearsal: Rehearsal): Promise<string> {
  if (!(await hasAws(rehearsal))) return skipped;
  const output = await rehearsal.command('scripts/aws/teardown.sh', []);
  assert.equal(await describeStack(rehearsal), undefined);
  return output.trim().split('\n').at(-1) ?? '';
}

const skipped = 'skipped: it needs the AWS CLI, 2.13 or newer';

/** Older ones do not know AWS_ENDPOINT_URL: they would call the real AWS. */
async function hasAws({ command }: Rehearsal): Promise<boolean> {
  const version = await command('aws', ['--version']).catch(() => '');
  const [, major, minor] = /^aws-cli\/(\d+)\.(\d+)/m.exec(version) ?? [];
  return Number(minor) >= (major === '1' ? 29 : 13);
}

/** An archive of a site whose page is not a resume. Returns its digest. */
async function packBrokenPage({ folder, command }: Rehearsal): Promise<string> {
  const site = join(folder, 'broken-site');
  await cp('dist/site', site, { recursive: true });
  await writeFile(join(site, 'index.html'), '<!doctype html><title>Broken</title>');
  const archive = 'dist/site.tar.gz';
  const names = ['--exclude=*.br', '--exclude=*.gz', '--file', archive, '--directory', site, '.'];
  await command('tar', ['--create', '--gzip', ...names]);
  return createHash('sha256')
    .update(await readFile(archive))
    .digest('hex');
}

async function publishedPage(rehearsal: Rehearsal): Promise<string> {
  const { bucket: Bucket } = await outputs(rehearsal);
  const get = new GetObjectCommand({ Bucket, Key: 'index.html' });
  const { Body } = await rehearsal.aws.s3.send(get);
  return (await Body?.transformToString()) ?? '';
}

/** The lines `name=value` for GITHUB_OUTPUT. */
function linesOf(output: string): Record<string, string> {
  const lines = output.matchAll(
    /^(digest|last|url|api|LogRetentionDays|BreakdownDays|Tracing)=(.*)$/gm,
  );
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
