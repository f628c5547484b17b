import { test } from 'tap';
import { contract } from '../contract/suite.ts';
import { overHttp } from '../support/target.ts';

const { API_BASE_URL } = process.env;

test(`the contract holds at ${API_BASE_URL}`, async (t) => {
  if (!API_BASE_URL) throw new Error('Say where: API_BASE_URL=https://… npm run test:live');
  await contract(t, overHttp(API_BASE_URL), { alone: false });
});
