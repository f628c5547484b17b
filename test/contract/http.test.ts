import { test } from 'tap';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { build, listen } from '../support/build.ts';
import { overHttp } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';
import { contract } from './suite.ts';

for (const prefix of ['', '/api']) {
  test(`the contract holds over HTTP, below "${prefix}/"`, async (t) => {
    const { env } = await makeUserPool(t);
    const { app } = await build(t, { env, serverFactory: edgeServer('public') });
    const target = overHttp(`${await listen(app)}${prefix}`);
    await contract(t, target, { alone: true, credentials: localOwner });
  });
}
