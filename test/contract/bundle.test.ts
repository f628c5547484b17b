import { test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { startBundle } from '../support/bundle.ts';
import { onBundle } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';
import { contract } from './suite.ts';

test('the contract holds on the bundle that Lambda runs', async (t) => {
  const { env } = await makeUserPool(t);
  const target = onBundle(await startBundle(t, env));
  await contract(t, target, { alone: true, credentials: localOwner });
});
