import { test } from 'tap';
import { contract } from '../contract/suite.ts';
import { overHttp } from '../support/target.ts';

const { API_BASE_URL, API_EMAIL: email, API_PASSWORD: password } = process.env;

test(`the contract holds at ${API_BASE_URL}`, async (t) => {
  if (!API_BASE_URL) throw new Error('Say where: API_BASE_URL=https://… npm run test:live');
  const credentials = email && password ? { email, password } : undefined;
  await contract(t, overHttp(API_BASE_URL), { alone: false, ...(credentials && { credentials }) });
});
