import assert from 'node:assert/strict';
import { GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs, physicalId } from '../stack.ts';

/** Without the secret, the app would treat the site's visitors as direct callers, and still answer. */
export async function secretIsShared(rehearsal: Rehearsal): Promise<undefined> {
  const { cloudFront, lambda, secrets } = rehearsal.aws;
  const { distribution: Id, function: FunctionName } = await outputs(rehearsal);
  const SecretId = await physicalId(rehearsal, 'OriginSecret');
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { DistributionConfig } = await cloudFront.send(new GetDistributionConfigCommand({ Id }));
  const headers = DistributionConfig?.Origins?.Items?.flatMap((o) => o.CustomHeaders?.Items ?? []);
  const sent = headers?.find(({ HeaderName }) => HeaderName === 'x-origin-secret');
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  // Plain assert.ok: a message must not contain the secret, not even here.
  assert.ok(SecretString && SecretString.length >= 32, 'there is a secret');
  assert.ok(sent?.HeaderValue === SecretString, 'CloudFront sends it');
  assert.ok(Environment?.Variables?.ORIGIN_SECRET === SecretString, 'the function expects it');
}
