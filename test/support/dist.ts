/**
 * What `npm run build` makes of the function. `scripts/test.ts` builds it anew for tests that import this
 * module.
 */
export const lambdaFolder = 'dist/lambda';
