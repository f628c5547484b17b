import assert from 'node:assert/strict';
import {
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { region } from '../local-aws.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/**
 * Connects the site's `/api/*` to the API. The local CloudFront refuses to call a host of amazonaws.com,
 * so this checks the distribution's origin, and then changes it to an address that it can reach.
 */
export async function connectSite(rehearsal: Rehearsal): Promise<void> {
  const { cloudFront } = rehearsal.aws;
  const { distribution: Id, api } = await outputs(rehearsal);
  const { DistributionConfig, ETag } = await cloudFront.send(
    new GetDistributionConfigCommand({ Id }),
  );
  const origin = DistributionConfig?.Origins?.Items?.find((item) => item.Id === 'api');
  assert(origin?.CustomOriginConfig, 'the distribution has an origin "api"');
  const apiId = new URL(api).hostname.split('.', 1);
  const localPath = `/restapis/${apiId}/Prod/_user_request_`;
  // An update of the stack that does not touch the distribution keeps the change made here.
  if (origin.OriginPath === localPath) return;
  assert.equal(origin.DomainName, `${apiId}.execute-api.${region}.amazonaws.com`);
  assert.equal(origin.OriginPath, '/Prod');
  assert.equal(origin.CustomOriginConfig.OriginProtocolPolicy, 'https-only');

  origin.DomainName = 'localhost';
  origin.OriginPath = localPath;
  Object.assign(origin.CustomOriginConfig, {
    OriginProtocolPolicy: 'http-only',
    HTTPPort: Number(new URL(rehearsal.endpoint).port),
    HTTPSPort: 443,
  });
  await cloudFront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig }));
}
