import type { IncomingHttpHeaders } from 'node:http';
import { test } from 'tap';
import { screen } from '../../app/features/visitors/screening.ts';
import { chrome } from '../support/agents.ts';

const cases: [string, IncomingHttpHeaders, string | undefined][] = [
  ['a browser’s headers', {}, undefined],
  ['GPC', { 'sec-gpc': '1' }, 'opted-out'],
  ['DNT', { dnt: '1' }, 'opted-out'],
  ['DNT from a bot', { dnt: '1', 'user-agent': 'curl/8.0' }, 'opted-out'],
  ['DNT switched off', { dnt: '0', 'sec-gpc': '0' }, undefined],
  ['GPC from browser and extension', { 'sec-gpc': '1, 1' }, 'opted-out'],
  ['GPC in the second of two headers', { 'sec-gpc': '0,1' }, 'opted-out'],
  ['GPC in two values', { 'sec-gpc': ['0', '1'] }, 'opted-out'],
  ['GPC with a parameter', { 'sec-gpc': '1;a=b' }, 'opted-out'],
  ['DNT in the second of two headers', { dnt: ' 0 , 1 ' }, 'opted-out'],
  ['DNT with extensions', { dnt: '1xyz' }, 'opted-out'],
  ['DNT switched off, with extensions', { dnt: '0abc1' }, undefined],
  ['an empty DNT', { dnt: '', 'sec-gpc': ',' }, undefined],
  ['the purpose of a prefetch', { 'sec-purpose': 'prefetch' }, 'prefetch'],
  [
    'the purpose of a prefetch by a proxy',
    { 'sec-purpose': 'prefetch;anonymous-client-ip' },
    'prefetch',
  ],
  ['the purpose of a prerender', { 'sec-purpose': 'prefetch;prerender' }, 'prefetch'],
  ['the old header of a prefetch', { purpose: 'prefetch' }, 'prefetch'],
  ['the purpose of Safari’s preview', { purpose: 'preview' }, 'prefetch'],
  ['a purpose among others', { 'sec-purpose': 'x, prefetch' }, 'prefetch'],
  ['an old purpose among others', { purpose: 'x,Preview' }, 'prefetch'],
  ['another purpose', { 'sec-purpose': 'navigation' }, undefined],
  ['no agent', { 'user-agent': undefined }, 'bot'],
  ['an empty agent', { 'user-agent': '' }, 'bot'],
  ['a blank agent', { 'user-agent': ' ' }, 'bot'],
  ['an agent of 512 characters', { 'user-agent': `${chrome} `.padEnd(512, 'x') }, undefined],
  ['an agent of 513 characters', { 'user-agent': `${chrome} `.padEnd(513, 'x') }, 'bot'],
  ['a short agent in blanks', { 'user-agent': chrome.padStart(600).padEnd(1000) }, undefined],
  ['an agent of 10 kB', { 'user-agent': `${chrome} `.padEnd(10_000, 'x') }, 'bot'],
  ['a library’s agent', { 'user-agent': 'curl/8.0' }, 'bot'],
];

for (const [what, headers, reason] of cases) {
  test(`a visit with ${what} is ${reason ? `excluded as ${reason}` : 'counted'}`, (t) => {
    t.equal(screen({ 'user-agent': chrome, ...headers }), reason);
    t.end();
  });
}
