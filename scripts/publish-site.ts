import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFrontClient,
  CreateInvalidationCommand,
  waitUntilInvalidationCompleted,
} from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { syncSite } from './aws/site-bucket.ts';
import { describeStack, region, stackName } from './aws/stack.ts';
import { runScript, UserError } from './lib/user-error.ts';

// Builds the site for the stack's address, uploads it to the stack's bucket, and invalidates
// CloudFront's cache. Nothing else writes to the folder that it builds into, or reads it.
await runScript(async () => {
  const { outputs, parameters } = await describeStack();
  const {
    WebsiteUrl,
    WebsiteBucketName,
    WebsiteCloudFrontDistributionId: DistributionId,
  } = outputs;
  if (!WebsiteUrl || !WebsiteBucketName || !DistributionId) {
    throw new UserError(
      `Stack ${stackName} has no site: its outputs name no bucket or distribution.`,
    );
  }
  const { LogRetentionDays, BreakdownDays, Tracing } = parameters;
  const env = {
    SITE_URL: process.env.SITE_URL ?? WebsiteUrl,
    // For the privacy page.
    AWS_REGION: region,
    ...(LogRetentionDays && { LOG_RETENTION_DAYS: LogRetentionDays }),
    ...(BreakdownDays && { BREAKDOWN_DAYS: BreakdownDays }),
    ...(Tracing && { TRACING: Tracing }),
  };
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  const { uploaded, removed } = await buildAndUpload(
    join(folder, 'site'),
    env,
    WebsiteBucketName,
  ).finally(() => rm(folder, { recursive: true }));
  console.log(`Bucket ${WebsiteBucketName}: ${uploaded} files uploaded, ${removed} removed`);

  const client = new CloudFrontClient({ region });
  const { Invalidation } = await client.send(
    new CreateInvalidationCommand({
      DistributionId,
      InvalidationBatch: {
        CallerReference: randomUUID(),
        Paths: { Quantity: 1, Items: ['/*'] },
      },
    }),
  );
  await waitUntilInvalidationCompleted(
    { client, maxWaitTime: 900, minDelay: 1, maxDelay: 10 },
    { DistributionId, Id: Invalidation?.Id },
  );
  console.log(`Published ${WebsiteUrl}`);
});

async function buildAndUpload(target: string, env: Record<string, string>, bucket: string) {
  const build = spawn(process.execPath, ['scripts/build-site.ts', `--target=${target}`], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new UserError('The build of the site failed; nothing was published.');
  return syncSite(new S3Client({ region }), bucket, target);
}
