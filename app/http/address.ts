import ipaddr from 'ipaddr.js';

interface Blocks {
  /** The block of one device: an IPv4 address, or an IPv6 /64, as a device can change the lower 64 bits. */
  host: string;
  /** The block assigned to one customer: an IPv4 /24, or an IPv6 /48. */
  network: string;
}

/** The normalized blocks of an address. A string that is not an address is its own block. */
export function blocks(address: string): Blocks {
  if (!ipaddr.isValid(address)) return { host: address, network: address };
  // Unwrap IPv4-mapped IPv6, such as ::ffff:192.0.2.1.
  const bytes = Buffer.from(ipaddr.process(address).toByteArray());
  const [host, network] = bytes.length === 4 ? [4, 3] : [8, 6];
  return { host: bytes.toString('hex', 0, host), network: bytes.toString('hex', 0, network) };
}
