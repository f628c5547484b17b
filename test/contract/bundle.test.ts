import { test } from 'tap';
import { startBundle } from '../support/bundle.ts';
import { onBundle } from '../support/target.ts';
import { contract } from './suite.ts';

test('the contract holds on the bundle that Lambda runs', async (t) => {
  await contract(t, await onBundle(await startBundle(t)), { alone: true });
});
