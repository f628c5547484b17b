import { exitOnError, readConfig, visitorVariables } from '../config.ts';
import { createVisitors } from '../dependencies.ts';

const config = exitOnError(() => readConfig(process.env, visitorVariables));
const visitors = createVisitors(config);

/** Less than the function has, so that what stopped it is in the log. */
const limitMs = 50_000;

/**
 * Folds and forgets days that are over, on sites that nobody visited since. Called by a schedule; the
 * first visit of a day does the same. A failure is tried again by Lambda.
 */
export const handler = () => visitors.fold(AbortSignal.timeout(limitMs));
