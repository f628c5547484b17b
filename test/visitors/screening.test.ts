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
  ['the purpose of a prefetch', { 'sec-purpose': 'prefetch' }, 'prefetch'],
  [
    'the purpose of a prefetch by a proxy',
    { 'sec-purpose': 'prefetch;anonymous-client-ip' },
    'prefetch',
  ],
  ['the purpose of a prerender', { 'sec-purpose': 'prefetch;prerender' }, 'prefetch'],
  ['the old header of a prefetch', { purpose: 'prefetch' }, 'prefetch'],
  ['the purpose of Safari’s preview', { purpose: 'preview' }, 'prefetch'],
  ['another purpose', { 'sec-purpose': 'navigation' }, undefined],
  ['no agent', { 'user-agent': undefined }, 'bot'],
  ['an empty agent', { 'user-agent': '' }, 'bot'],
  ['a blank agent', { 'user-agent': ' ' }, 'bot'],
  ['an agent of 512 characters', { 'user-agent': `${chrome} `.padEnd(512, 'x') }, undefined],
  ['an agent of 513 characters', { 'user-agent': `${chrome} `.padEnd(513, 'x') }, 'bot'],
  ['a short agent in blanks', { 'user-agent': chrome.padStart(600).padEnd(1000) }, undefined],
  ['an agent of 10 kB', { 'user-agent': `${chrome} `.padEnd(10_000, 'x') }, 'bot'],
  [
    'Google’s agent',
    { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    'bot',
  ],
  [
    'GPTBot’s agent',
    {
      'user-agent':
        'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    },
    'bot',
  ],
  ['curl’s agent', { 'user-agent': 'curl/8.0' }, 'bot'],
  [
    'a headless browser’s agent',
    { 'user-agent': chrome.replace('Chrome', 'HeadlessChrome') },
    'bot',
  ],
  [
    'Safari’s agent',
    {
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    },
    undefined,
  ],
  [
    'Firefox’s agent',
    {
      'user-agent':
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
    },
    undefined,
  ],
];

for (const [what, headers, reason] of cases) {
  test(`a visit with ${what} is ${reason ? `excluded as ${reason}` : 'counted'}`, (t) => {
    t.equal(screen({ 'user-agent': chrome, ...headers }), reason);
    t.end();
  });
}
