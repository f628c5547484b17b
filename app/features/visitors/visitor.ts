import { createHmac } from 'node:crypto';
import { blocks } from '../../http/address.ts';

export interface Visitor {
  /** Who it is, on the day of the salt: 8 bytes. */
  id: Uint8Array;
  /** Which of the networks that the day tells apart it comes from: two letters, of 4,096. */
  network: string;
  /** Between 0 and 1, the same for one network all day: which shard counts it. */
  share: number;
}

/**
 * What is known of a visitor: nothing that leads back to address or agent without the salt, which
 * exists for its day only. 8 bytes mistake one visitor for another once in 10¹¹ days of 10,000 each.
 */
export function identify(salt: Uint8Array, address: string, agent: string): Visitor {
  const { host, network } = blocks(address);
  const digest = hmac(salt, `network ${network}`);
  return {
    id: hmac(salt, `visitor ${host} ${agent}`).subarray(0, 8),
    network: digest.toString('base64url', 0, 3).slice(0, 2),
    share: digest.readUInt32BE(3) / 2 ** 32,
  };
}

function hmac(salt: Uint8Array, text: string): Buffer {
  return createHmac('sha256', salt).update(text).digest();
}
