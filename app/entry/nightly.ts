import { exitOnError, readConfig, visitorVariables } from '../config.ts';
import { createVisitors } from '../dependencies.ts';

const config = exitOnError(() => readConfig(process.env, visitorVariables));
const visitors = createVisitors(config);

/** Below the function's timeout, so that the cause is logged. */
const limitMs = 50_000;

/**
 * Rolls up days that are over, for sites that have had no visit since: the first visit of a day does the
 * same. A schedule calls this function, and Lambda retries it after a failure.
 */
export const handler = () => visitors.rollUp(AbortSignal.timeout(limitMs));
