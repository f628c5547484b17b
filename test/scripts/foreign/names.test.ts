import { test } from 'tap';
import { countryOf, deviceOf, pathOf, referrerOf } from '../../../scripts/foreign/names.ts';

type Cases = [name: string, of: (text: string) => string, cases: Record<string, string>];

const all: Cases[] = [
  [
    'paths',
    pathOf,
    {
      '/': '/',
      '/a/b?c=d#e': '/a/b',
      '/a#b?c': '/a',
      'https://example.com/a?b': '/a',
      'https://example.com': '/',
      'https://example.com?a=b': '/',
      'a/b': '/a/b',
      '?a': '/',
      ['__proto__']: '/__proto__',
      other: 'other',
      '': 'other',
      [`/${'a'.repeat(300)}`]: `/${'a'.repeat(255)}`,
      [`/${'a'.repeat(254)}😀`]: `/${'a'.repeat(254)}\ufffd`,
    },
  ],
  [
    'referrers',
    referrerOf,
    {
      '': 'none',
      none: 'none',
      'example.com': 'example.com',
      'www.Example.com/page.html?a=b': 'example.com',
      'https://news.ycombinator.com/item?id=1': 'news.ycombinator.com',
      'example.com:8080/x': 'example.com',
      'android-app://org.telegram.messenger': 'telegram.org',
      'android-app://com.unknown': 'other',
      Google: 'other',
      'Hacker News': 'other',
      'localhost:3000': 'other',
      '127.0.0.1': 'other',
      'user:secret@example.com': 'example.com',
      'javascript://example.com': 'other',
      [`${'a'.repeat(63)}.example.com`]: 'other',
    },
  ],
  [
    'countries',
    countryOf,
    {
      DE: 'DE',
      us: 'US',
      'US-TX': 'US',
      '': 'unknown',
      Germany: 'unknown',
      DEU: 'unknown',
      '-': 'unknown',
    },
  ],
  [
    'devices',
    deviceOf,
    {
      Mobile: 'mobile',
      Tablet: 'tablet',
      Laptop: 'desktop',
      desktop: 'desktop',
      TV: 'other',
      '': 'other',
    },
  ],
];

test('names become those of our own statistics', (t) => {
  for (const [name, of, cases] of all) {
    for (const [text, expected] of Object.entries(cases)) {
      t.equal(of(text), expected, `${name}: ${text.slice(0, 40)}`);
    }
  }
  t.end();
});
