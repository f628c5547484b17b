import { test } from 'tap';
import { contract, isError } from '../contract/suite.ts';
import { live } from './live.ts';

const { api, marked, SITE_URL, API_BASE_URL, credentials } = live();

test(`the contract holds at ${API_BASE_URL}`, async (t) => {
  await contract(t, api, { alone: false, marked, ...(credentials && { credentials }) });
});

test('a direct call with a forged origin secret gets 403', {
  skip: !SITE_URL && 'no SITE_URL',
}, async (t) => {
  const headers = { 'x-origin-secret': 'forged' };
  isError(t, await api({ path: '/health', headers }), 403, 'a forged secret');
});
