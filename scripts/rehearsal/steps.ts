import type { Rehearsal } from './rehearsal.ts';
import { alarm } from './steps/alarm.ts';
import { authenticator, lostAuthenticator } from './steps/authenticator.ts';
import { failedFirstDeploy, firstDeploy } from './steps/deploy.ts';
import { fireAlarms } from './steps/fire-alarms.ts';
import { floodOfViews } from './steps/flood.ts';
import { liveSuite, smokeTest } from './steps/live.ts';
import { nightlyRollUp } from './steps/nightly.ts';
import { replaceSecret, secretIsShared } from './steps/origin-secret.ts';
import { newPagesFindAssets, pagesFindAssets, publishChangedSite } from './steps/pages.ts';
import { everyParameter, wrongParameters } from './steps/parameters.ts';
import { createPipeline } from './steps/pipeline.ts';
import { preflightFindings } from './steps/preflight.ts';
import { release, tearDownByScript } from './steps/release.ts';
import { restoreSite, restoreTable } from './steps/restore.ts';
import { disabledOwner, gatewayRefuses, guessing, invitation } from './steps/sign-in.ts';
import { bucketIsRefused, publishSite, siteCounts } from './steps/site.ts';
import { teardown } from './steps/teardown.ts';
import { throttling } from './steps/throttling.ts';
import { readChangeSet, rollback, update } from './steps/update.ts';

type Step = [name: string, act: (rehearsal: Rehearsal) => Promise<string | undefined>];

/** They run in this order, on one stack. */
export const steps: Step[] = [
  ['infra/pipeline.yaml creates what CI needs', createPipeline],
  ['npm run preflight says what would stop a deploy', preflightFindings],
  ['a first deploy that fails leaves nothing behind', failedFirstDeploy],
  ['npm run deploy needs only an e-mail address, and the site works', firstDeploy],
  ['npm run publish-site', publishSite],
  ['pages of a function that is deployed before the site find their assets', pagesFindAssets],
  ['the owner is invited by mail, and signs in', invitation],
  ['npm run test:smoke passes over the deployed addresses', smokeTest],
  ['npm run test:live passes as the owner, over the deployed addresses', liveSuite],
  ['the gateway rejects other tokens', gatewayRefuses],
  ['guessing passwords ends soon, and only the function may try any', guessing],
  ['a disabled owner cannot sign in until the next invitation', disabledOwner],
  ['sign-in requires the authenticator, and signing out is final', authenticator],
  ['a reset lets in an owner who lost the authenticator', lostAuthenticator],
  ['the bucket rejects direct requests', bucketIsRefused],
  ['the page counts in the same table', siteCounts],
  ['the nightly function rolls up a day that is over, and deletes its visitors', nightlyRollUp],
  ['CloudFront and the function share the origin secret', secretIsShared],
  ['the origin secret is replaced while the API accepts both', replaceSecret],
  ['the gateway throttles a burst, and answers again a second later', throttling],
  ['a failing function raises an alarm, which sends a message', alarm],
  ['npm run fire-alarm sets off every alarm of the stack', fireAlarms],
  ['a flood of views is counted, paused and counted again', floodOfViews],
  ['the change set of an update replaces nothing that must remain', readChangeSet],
  ['a changed site is published under the pages of the function', publishChangedSite],
  ['an update keeps items, objects, accounts and addresses', update],
  ['pages of a function that is deployed after the site find their assets', newPagesFindAssets],
  ['a broken update is rolled back', rollback],
  ['pages find their assets after the roll-back', pagesFindAssets],
  ['the table is restored', restoreTable],
  ['the site is restored', restoreSite],
  ['CloudFormation rejects wrong parameters with a reason', wrongParameters],
  ['every optional feature can be switched on', everyParameter],
  ['teardown leaves only resources with a Retain policy', teardown],
  ['the next first deploy succeeds beside what teardown left', firstDeploy],
  ["the jobs of a release deploy, publish and roll back with the pipeline's role", release],
  ["scripts/aws/teardown.sh deletes the stack with the pipeline's role", tearDownByScript],
];
