import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  CloudFrontClient,
  CreateInvalidationCommand,
  waitUntilInvalidationCompleted,
} from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { syncSite } from './aws/site-bucket.ts';
import { region, stackName, stackOutputs } from './aws/stack.ts';
import { runScript, UserError } from './lib/user-error.ts';

// Builds the site for the stack's address, uploads it to the stack's bucket, and invalidates
// CloudFront's cache.
await runScript(async () => {
  const {
    WebsiteUrl,
    WebsiteBucketName,
    WebsiteCloudFrontDistributionId: DistributionId,
  } = await stackOutputs();
  if (!WebsiteUrl || !WebsiteBucketName || !DistributionId) {
    throw new UserError(
      `Stack ${stackName} has no site: its outputs name no bucket or distribution.`,
    );
  }
  const SITE_URL = process.env.SITE_URL ?? WebsiteUrl;
  const env = { ...process.env, SITE_URL };
  const build = spawn(process.execPath, ['scripts/build-site.ts'], { stdio: 'inherit', env });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new UserError('The build of the site failed; nothing was published.');

  const s3 = new S3Client({ region });
  const { uploaded, removed } = await syncSite(s3, WebsiteBucketName, 'dist/site');
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
