import ipaddr from 'ipaddr.js';

interface Blocks {
  /** What one device has: an address of IPv4, or a /64, as devices change the rest at will. */
  host: string;
  /** What one customer gets addresses of at will: /24 of IPv4, /48 of IPv6. */
  network: string;
}

/** The blocks that an address is of, in one way of writing. What is no address is one of its own. */
export function blocks(address: string): Blocks {
  if (!ipaddr.isValid(address)) return { host: address, network: address };
  // Without IPv4 in the clothes of IPv6, ::ffff:192.0.2.1
  const bytes = Buffer.from(ipaddr.process(address).toByteArray());
  const [host, network] = bytes.length === 4 ? [4, 3] : [8, 6];
  return { host: bytes.toString('hex', 0, host), network: bytes.toString('hex', 0, network) };
}
