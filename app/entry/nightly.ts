import { exitOnError, nightlyVariables, readConfig } from '../config.ts';
import { createNightly } from '../dependencies.ts';

const config = exitOnError(() => readConfig(process.env, nightlyVariables));
const { visitors, loginLimit } = createNightly(config);

/** Below the function's timeout, so that the cause is logged. */
const limitMs = 290_000;

/**
 * Rolls up days that are over, for sites that have had no visit since and for days that are too large for
 * the first visit of the next day, which begins the same. A schedule calls this function, and Lambda retries
 * it after a failure: it continues where it was. Then it deletes the sign-in attempts of past days, and removes
 * the breakdowns of days that are old enough, if the owner wants that.
 */
export const handler = async () => {
  const signal = AbortSignal.timeout(limitMs);
  await visitors.rollUp(signal);
  await loginLimit.forgetPastDays(signal);
  if (config.BREAKDOWN_DAYS > 0) await visitors.forgetAfter(config.BREAKDOWN_DAYS, signal);
};
