import { test } from 'tap';
import { build } from '../support/build.ts';
import { inProcess } from '../support/target.ts';
import { contract } from './suite.ts';

test('the contract holds in process', async (t) => {
  const { app } = await build(t);
  await contract(t, inProcess(app), { alone: true });
});
