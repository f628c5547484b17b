import type { Parameters } from '../aws/stack-resources.ts';
import type { Traffic } from './traffic.ts';

export const scenarios = {
  idle: { pages: 0, counts: 0, tracks: 0, badges: 0, coldShare: 0 },
  quiet: { pages: 10_000, counts: 10_000, tracks: 10_000, badges: 0, coldShare: 0.1 },
  busy: {
    pages: 1_000_000,
    counts: 1_000_000,
    tracks: 1_000_000,
    shards: 50,
    badges: 0,
    coldShare: 0.01,
  },
  badges: { pages: 0, counts: 0, tracks: 0, badges: 1_000_000, coldShare: 0.01 },
} satisfies Record<string, Traffic>;

export interface Choice {
  parameters: Parameters;
  name: string;
  note: string;
}

/** The parameters that change what is to be paid. */
export const choices: Choice[] = [
  {
    parameters: { Dashboard: 'off' },
    name: '`Dashboard=off`',
    note: 'an account has three dashboards for nothing',
  },
  {
    parameters: { EncryptAlarms: 'on' },
    name: '`EncryptAlarms=on`',
    note: 'a key; AWS rotates it once a year, and the first two rotations add a dollar a month each',
  },
  {
    parameters: { Tracing: 'on' },
    name: '`Tracing=on`',
    note: '100,000 traces a month are for nothing',
  },
  {
    parameters: { Architecture: 'x86_64' },
    name: '`Architecture=x86_64`',
    note: 'if it takes the same time',
  },
  {
    parameters: { LogRetentionDays: 1 },
    name: '`LogRetentionDays=1`',
    note: 'it is the taking in that costs',
  },
  {
    parameters: { LogRetentionDays: 365 },
    name: '`LogRetentionDays=365`',
    note: 'once a year of them is there',
  },
  {
    parameters: { DomainName: 'example.com', HostedZoneId: 'Z0123456789ABC' },
    name: '`DomainName`, `HostedZoneId`',
    note: 'a zone, and a function that redirects `www.`; the domain itself is paid for apart from it',
  },
];

/** `GET /count`, as often as the API lets it through, for a month. */
export function flood(callsPerSecond: number): Traffic {
  return { pages: 0, counts: callsPerSecond * 30 * 24 * 3600, tracks: 0, badges: 0, coldShare: 0 };
}
