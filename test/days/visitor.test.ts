import { randomBytes } from 'node:crypto';
import { test } from 'tap';
import { identify } from '../../app/days/visitor.ts';
import { chrome } from '../support/agents.ts';

const salt = randomBytes(32);
const id = (address: string, agent = chrome) =>
  Buffer.from(identify(salt, address, agent).id).toString('hex');
const network = (address: string, agent = chrome) => {
  const { network, path } = identify(salt, address, agent);
  return { network, path };
};

test('an address and an agent identify a visitor as long as the salt is the same', (t) => {
  t.equal(id('192.0.2.1'), id('192.0.2.1'));
  t.not(id('192.0.2.1'), id('192.0.2.2'));
  t.not(id('192.0.2.1'), id('192.0.2.1', `${chrome} `));
  t.not(
    id('192.0.2.1'),
    Buffer.from(identify(randomBytes(32), '192.0.2.1', chrome).id).toString('hex'),
  );
  t.equal(identify(salt, '192.0.2.1', chrome).id.length, 8);
  t.end();
});

const same: [string, string, string][] = [
  ['in one /64', '2001:db8::1', '2001:db8:0:0:ffff:ffff:ffff:ffff'],
  ['one of which is the other as IPv4-mapped IPv6', '192.0.2.1', '::ffff:192.0.2.1'],
  ['that are one in different notations', '2001:db8::1', '2001:0DB8:0000::0001'],
];
for (const [what, a, b] of same) {
  test(`two addresses ${what} identify one visitor`, (t) => {
    t.equal(id(a), id(b));
    t.end();
  });
}

test('addresses in different /64s identify different visitors', (t) => {
  t.not(id('2001:db8:0:1::1'), id('2001:db8:0:2::1'));
  t.end();
});

test('a network is a /24 or a /48, whatever the agent', (t) => {
  t.strictSame(network('192.0.2.1'), network('192.0.2.254', 'another'));
  t.strictSame(network('2001:db8:1::1'), network('2001:db8:1:ffff::1', 'another'));
  t.not(network('192.0.2.1').path, network('192.0.3.1').path);
  t.not(network('2001:db8:1::1').path, network('2001:db8:2::1').path);
  t.end();
});

test('networks spread over paths and over their two characters', (t) => {
  const networks = Array.from({ length: 4000 }, (_, i) => network(`10.${i >> 8}.${i & 255}.1`));
  for (const level of [0, 1, 20, 39]) {
    for (const digit of ['0', '1', '2', '3']) {
      const size = networks.filter(({ path }) => path[level] === digit).length;
      t.ok(size > 800 && size < 1200, `${digit} at level ${level}: ${size}`);
    }
  }
  t.ok(networks.every(({ path }) => /^[0-3]{40}$/.test(path)));
  t.ok(new Set(networks.map(({ network }) => network)).size > 2000);
  t.ok(networks.every(({ network }) => /^[\w-]{2}$/.test(network)));
  t.end();
});

test('a string that is not an address identifies a visitor of its own', (t) => {
  const addresses = ['192.0.2.1', '', 'unknown', '1.2.3', '::1%lo', 'x'.repeat(10_000)];
  t.equal(new Set(addresses.map((address) => id(address))).size, addresses.length);
  for (const address of addresses) t.equal(id(address), id(address));
  t.end();
});
