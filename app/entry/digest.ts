import { digestVariables, exitOnError, readConfig } from '../config.ts';
import { createDigest } from '../digest-dependencies.ts';
import { sendDigest } from '../features/digest/service.ts';

const digest = createDigest(exitOnError(() => readConfig(process.env, digestVariables)));

/** Below the function's timeout, so that the cause is logged. */
const limitMs = 20_000;

/** A schedule calls it every Monday. Lambda retries it after a failure. */
export const handler = async () => ({
  sent: await sendDigest(digest, AbortSignal.timeout(limitMs)),
});
