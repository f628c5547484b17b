import { createHash } from 'node:crypto';
import { identify } from '../../app/days/visitor.ts';
import type { Visit } from '../../app/features/visitors/repository.ts';

const hosts = [
  'none',
  'linkedin.com',
  'google.com',
  'news.ycombinator.com',
  'github.com',
  'bing.com',
];
const pages = [
  '/',
  '/blog/how-i-built-it/',
  '/projects/resume/',
  '/talks/counting-exactly/',
  'other',
];
const countries = [
  'US',
  'DE',
  'IN',
  'GB',
  'NL',
  'FR',
  'CA',
  'BR',
  'PL',
  'SE',
  'JP',
  'ES',
  'IT',
  'AU',
];
const devices = ['desktop', 'mobile', 'tablet', 'other'];

/**
 * The visit of visitor `i` of a day like many: each from a network of their own, most by a few hosts and
 * from a few countries, some by hosts that nobody else comes from.
 */
export function ordinaryVisit(i: number, salt: Uint8Array): Visit {
  const random = createHash('sha256').update(`${i}`).digest();
  /** Each value about half as often as the one before it. */
  const oneOf = (values: string[], at: number) =>
    values[Math.min(Math.clz32(random.readUInt32BE(at)), values.length - 1)] ?? '';
  const isRare = random[31] === 0 || random[31] === 1;
  return {
    visitor: identify(salt, `${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}.7`, 'agent'),
    dimensions: {
      path: oneOf(pages, 0),
      referrer: isRare ? `blog-${random[30]}.example` : oneOf(hosts, 4),
      country: oneOf(countries, 8),
      device: oneOf(devices, 12),
    },
  };
}
