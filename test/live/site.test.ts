import { test } from 'tap';
import { pagesContract } from '../contract/pages.ts';
import { siteContract } from '../contract/site.ts';
import { chrome } from '../support/agents.ts';
import { live } from './live.ts';

const { SITE_URL = '', site, api, credentials, notRehearsed } = live();
const absent = SITE_URL ? false : 'no SITE_URL';
const { protocol, host } = new URL(SITE_URL || 'https://absent.example');

test(`the contract of the site holds at ${SITE_URL}`, { skip: absent }, async (t) => {
  await siteContract(t, site(SITE_URL), { deployed: protocol === 'https:' });
});

test(`the site shows what the owner writes at ${SITE_URL}`, {
  skip: absent || (!credentials && 'no API_EMAIL and API_PASSWORD'),
}, async (t) => {
  if (credentials) await pagesContract(t, { api, site: site(SITE_URL), credentials });
});

test('HTTP redirects to HTTPS', {
  skip: absent || (protocol !== 'https:' && 'not HTTPS'),
}, async (t) => {
  const answer = await site(`http://${host}`)({ path: '/' });
  t.equal(answer.status, 301);
  t.equal(answer.headers.location, `https://${host}/`);
});

test('CloudFront sends text compressed', { skip: absent || notRehearsed }, async (t) => {
  const { headers } = await site(SITE_URL)({ path: '/', headers: { 'accept-encoding': 'br' } });
  t.equal(headers['content-encoding'], 'br');
  t.match(headers.vary, /accept-encoding/i);
});

// A local AWS forwards all headers.
test('CloudFront tells the app that a visit is a test', {
  skip: absent || notRehearsed,
}, async (t) => {
  const body = '{}';
  const json = { 'content-type': 'application/json', 'content-length': `${body.length}` };
  const headers = { ...json, 'user-agent': chrome };
  const visit = await site(SITE_URL)({
    method: 'POST',
    path: '/api/v1/visitors/track',
    headers,
    body,
  });
  t.strictSame(JSON.parse(visit.body), { tracked: false, reason: 'bot' });
});
