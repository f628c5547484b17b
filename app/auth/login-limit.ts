/** How often somebody may try to sign in. */
export interface LoginLimit {
  /**
   * Takes one of the attempts of the network that `address` belongs to, before `deadline`.
   * @throws {TooMany} when none is left, `Unavailable` when that cannot be known.
   */
  take(address: string, deadline: AbortSignal): Promise<void>;
}

export const maxAttempts = 20;
export const windowMs = 15 * 60 * 1000;

/**
 * The network that an address belongs to, as far as one customer gets addresses at will: /24, or /48
 * of IPv6.
 */
export function network(address: string): string {
  const [, ipv4] = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address) ?? [];
  if (ipv4) return ipv4;
  const [bare] = address.split('%', 1);
  // Written in one way only: without leading zeros, in lower case.
  const { hostname = '' } = URL.parse(`http://[${bare}]`) ?? {};
  const [head = ''] = hostname.slice(1, -1).split('::', 1);
  return [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3).join(':');
}
