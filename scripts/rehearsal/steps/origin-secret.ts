import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { putByHand } from '../by-hand/put-by-hand.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { samDeploy } from '../sam.ts';
import { outputs, physicalId } from '../stack.ts';

/** Without the secret, the app would treat the site's visitors as direct callers, and still answer. */
export async function secretIsShared(rehearsal: Rehearsal): Promise<undefined> {
  const { secret, sent, accepted } = await whoKnows(rehearsal);
  // Plain assert.ok: a message must not contain the secret, not even here.
  assert.ok(secret.length >= 32, 'there is a secret');
  assert.ok(sent === secret, 'CloudFront sends it');
  assert.ok(accepted.length === 1 && accepted[0] === secret, 'the function expects it alone');
}

/** As docs/operations.md says. */
export async function replaceSecret(rehearsal: Rehearsal): Promise<string> {
  const { secrets } = rehearsal.aws;
  const { secret: before } = await whoKnows(rehearsal);
  const SecretId = await physicalId(rehearsal, 'OriginSecret');
  const SecretString = randomBytes(32).toString('hex');
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));

  await samDeploy(rehearsal, ['OriginSecretRotation=on']);
  await putByHand(rehearsal);
  const { sent, accepted } = await whoKnows(rehearsal);
  // Neither is to be in a message.
  const nameOf = (secret?: string) =>
    secret === SecretString ? 'new' : secret === before ? 'before' : 'unknown';
  assert.deepEqual([nameOf(sent), ...accepted.map(nameOf)], ['new', 'new', 'before']);
  assert.equal(await statusWith(rehearsal, before), 200, 'the secret before');

  await samDeploy(rehearsal, ['OriginSecretRotation=off']);
  await putByHand(rehearsal);
  await secretIsShared(rehearsal);
  assert.equal(await statusWith(rehearsal, SecretString), 200, 'the new secret');
  assert.equal(await statusWith(rehearsal, before), 403, 'the secret before, afterwards');
  const { site } = await outputs(rehearsal);
  assert.equal((await fetch(`${site}/api/health`)).status, 200, 'through CloudFront');
  return 'with two deploys';
}

async function whoKnows(rehearsal: Rehearsal) {
  const { cloudFront, lambda, secrets } = rehearsal.aws;
  const { distribution: Id, function: FunctionName } = await outputs(rehearsal);
  const SecretId = await physicalId(rehearsal, 'OriginSecret');
  const { SecretString: secret = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { DistributionConfig } = await cloudFront.send(new GetDistributionConfigCommand({ Id }));
  const headers = DistributionConfig?.Origins?.Items?.flatMap((o) => o.CustomHeaders?.Items ?? []);
  const sent = headers?.find(({ HeaderName }) => HeaderName === 'x-origin-secret')?.HeaderValue;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { ORIGIN_SECRET, PREVIOUS_ORIGIN_SECRET } = Environment?.Variables ?? {};
  const accepted = [ORIGIN_SECRET, PREVIOUS_ORIGIN_SECRET].filter((one) => one !== undefined);
  return { secret, sent, accepted };
}

async function statusWith(rehearsal: Rehearsal, secret: string): Promise<number> {
  const { api } = await outputs(rehearsal);
  const answer = await fetch(`${api}/health`, { headers: { 'x-origin-secret': secret } });
  return answer.status;
}
