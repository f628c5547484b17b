import { test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { build } from '../support/build.ts';
import { inProcess } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';
import { contract } from './suite.ts';

test('the contract holds in process', async (t) => {
  const { env } = await makeUserPool(t);
  const { app } = await build(t, { env });
  await contract(t, inProcess(app), { alone: true, credentials: localOwner });
});
