import { createHash } from 'node:crypto';

/** What a push has made of a post. It is the `origin.hash` of the post. */
export interface Pushed {
  fingerprint: string;
  /** Former addresses that the push has set up. */
  aliases: string[];
  /** The version that the push wrote: while the post has it, nobody has changed the post. */
  version: number;
}

type Stored = Omit<Pushed, 'aliases'> & { aliases: string };

export function originHash({ fingerprint, aliases, version }: Pushed): string {
  return [fingerprint, hashOf(aliases), version].join('-');
}

/** Undefined for a hash that this command has not written. */
export function readOriginHash(hash: string | undefined): Stored | undefined {
  const [, fingerprint, aliases, version] =
    /^([0-9a-f]{32})-([0-9a-f]{8}|0)-(\d+)$/.exec(hash ?? '') ?? [];
  if (!fingerprint || !aliases) return undefined;
  return { fingerprint, aliases, version: Number(version) };
}

export function hasAliases(stored: Stored | undefined, aliases: string[]): boolean {
  return (stored?.aliases ?? '0') === hashOf(aliases);
}

function hashOf(aliases: string[]): string {
  if (aliases.length === 0) return '0';
  return createHash('sha256')
    .update([...aliases].sort().join(' '))
    .digest('hex')
    .slice(0, 8);
}
