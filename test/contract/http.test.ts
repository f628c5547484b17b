import { test } from 'tap';
import { frontServer } from '../../app/site/front.ts';
import { build, listen } from '../support/build.ts';
import { overHttp } from '../support/target.ts';
import { contract } from './suite.ts';

for (const prefix of ['', '/api']) {
  test(`the contract holds over HTTP, below "${prefix}/"`, async (t) => {
    const { app } = await build(t, { serverFactory: frontServer('public') });
    await contract(t, overHttp(`${await listen(app)}${prefix}`), { alone: true });
  });
}
