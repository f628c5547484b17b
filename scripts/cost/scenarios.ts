import type { Parameters } from '../aws/stack-resources.ts';
import type { Traffic } from './traffic.ts';

export const scenarios = {
  idle: { pages: 0, counts: 0, tracks: 0, badges: 0, coldShare: 0 },
  quiet: { pages: 10_000, counts: 10_000, tracks: 10_000, badges: 0, coldShare: 0.1 },
  busy: {
    pages: 1_000_000,
    counts: 1_000_000,
    tracks: 1_000_000,
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

/** The parameters that change the bill. */
export const choices: Choice[] = [
  {
    parameters: { Dashboard: 'off' },
    name: '`Dashboard=off`',
    note: 'the first three dashboards of an account are free',
  },
  {
    parameters: { EncryptAlarms: 'on' },
    name: '`EncryptAlarms=on`',
    note: 'one KMS key; AWS rotates it once a year, and the first two rotations add a dollar per month each',
  },
  {
    parameters: { Tracing: 'on' },
    name: '`Tracing=on`',
    note: '100,000 traces per month are free',
  },
  {
    parameters: { Architecture: 'x86_64' },
    name: '`Architecture=x86_64`',
    note: 'if calls take the same time',
  },
  {
    parameters: { LogRetentionDays: 1 },
    name: '`LogRetentionDays=1`',
    note: 'ingestion dominates',
  },
  {
    parameters: { LogRetentionDays: 365 },
    name: '`LogRetentionDays=365`',
    note: 'after a year of logs',
  },
  {
    parameters: { DomainName: 'example.com', HostedZoneId: 'Z0123456789ABC' },
    name: '`DomainName`, `HostedZoneId`',
    note: 'a hosted zone, and a function that redirects `www.`; the domain’s own price is not included',
  },
];

/** A month of the dearest public call, a visit, at `callsPerSecond`. */
export function flood(callsPerSecond: number): Traffic {
  const tracks = callsPerSecond * 30 * 24 * 3600;
  return { pages: 0, counts: 0, tracks, badges: 0, coldShare: 0 };
}
