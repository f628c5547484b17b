import type { Rehearsal } from './rehearsal.ts';
import { alarm } from './steps/alarm.ts';
import { authenticator, lostAuthenticator } from './steps/authenticator.ts';
import { failedFirstDeploy, firstDeploy } from './steps/deploy.ts';
import { liveSuite } from './steps/live.ts';
import { nightlyRollUp } from './steps/nightly.ts';
import { secretIsShared } from './steps/origin-secret.ts';
import { everyParameter, wrongParameters } from './steps/parameters.ts';
import { createPipeline } from './steps/pipeline.ts';
import { restoreSite, restoreTable } from './steps/restore.ts';
import { disabledOwner, gatewayRefuses, invitation } from './steps/sign-in.ts';
import { bucketIsRefused, publishSite, siteCounts } from './steps/site.ts';
import { teardown } from './steps/teardown.ts';
import { throttling } from './steps/throttling.ts';
import { readChangeSet, rollback, update } from './steps/update.ts';

type Step = [name: string, act: (rehearsal: Rehearsal) => Promise<string | undefined>];

/** One after the other, on one stack. */
export const steps: Step[] = [
  ['what CI needs, from infra/pipeline.yaml', createPipeline],
  ['a first deploy that fails leaves nothing behind', failedFirstDeploy],
  ['a first deploy, given an e-mail address', firstDeploy],
  ['npm run publish-site', publishSite],
  ['the owner is invited by mail, and signs in', invitation],
  ['npm run test:live as the owner, over the deployed addresses', liveSuite],
  ['the gateway takes no other tokens', gatewayRefuses],
  ['a disabled owner is out, and back by an invitation', disabledOwner],
  ['an authenticator is asked for, and signing out is final', authenticator],
  ['who lost the authenticator gets in by a reset', lostAuthenticator],
  ['the bucket is refused when asked directly', bucketIsRefused],
  ['the page counts in the same table', siteCounts],
  ['at night, a day that is over is folded and forgotten', nightlyRollUp],
  ['CloudFront and the function share the origin secret', secretIsShared],
  ['too many requests are refused, and no longer than that', throttling],
  ['a function that fails ends in a message', alarm],
  ['the change set of an update replaces nothing that must stay', readChangeSet],
  ['an update keeps items, objects, accounts and addresses', update],
  ['a broken update is rolled back', rollback],
  ['the table is restored', restoreTable],
  ['the site is restored', restoreSite],
  ['wrong parameters are refused with a sentence', wrongParameters],
  ['every parameter that is off goes on', everyParameter],
  ['teardown leaves what says Retain', teardown],
  ['the next first deploy finds nothing in its way', firstDeploy],
];
