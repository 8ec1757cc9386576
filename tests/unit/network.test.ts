import { networkOf } from '@/lib/platform/network';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3::6', '2001:db8:1:2::/64'],
  ['::1', '127.0.0.1'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['1::5:6:7:192.0.2.1', '1:0:0:5::/64'],
  ['unknown', 'unknown'],
])('tries from %s are counted under %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
