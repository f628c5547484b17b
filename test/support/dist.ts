/**
 * The function as `npm run build` bundles it. `scripts/test.ts` bundles it again for tests that import
 * this module.
 */
export const lambdaFolder = 'dist/lambda';
