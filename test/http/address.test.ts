import { test } from 'tap';
import { blocks } from '../../app/http/address.ts';

const known: [string, string, string][] = [
  ['192.0.2.1', 'c0000201', 'c00002'],
  ['::ffff:192.0.2.255', 'c00002ff', 'c00002'],
  ['::FFFF:192.0.2.255', 'c00002ff', 'c00002'],
  ['2001:db8:1:2:3:4:5:6', '20010db800010002', '20010db80001'],
  ['2001:0DB8:0001::', '20010db800010000', '20010db80001'],
  ['2001::1', '2001000000000000', '200100000000'],
  ['fe80::1%eth0', 'fe80000000000000', 'fe8000000000'],
  ['::1', '0000000000000000', '000000000000'],
  ['', '', ''],
  ['unknown', 'unknown', 'unknown'],
];

for (const [address, host, network] of known) {
  test(`the blocks of "${address}" are "${host}" and "${network}"`, async (t) => {
    t.strictSame(blocks(address), { host, network });
  });
}
