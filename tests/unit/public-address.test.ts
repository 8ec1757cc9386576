import { isLoopback, isPublicAddress } from '@/lib/platform/outgoing/public-address';
import '../support/settings';
import { whyNoReceiver } from '@/lib/webhooks/receiver';

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'localhost',
  '',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('this machine’s own addresses are recognized, and no others', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1'].map(isLoopback)).toEqual([true, true, true]);
  expect(['10.0.0.1', '169.254.169.254', '::', 'localhost', '8.8.8.8'].some(isLoopback)).toBe(false);
});

test.each([
  ['https://lms.example.org/hooks?x=1', null],
  ['https://8.8.8.8:8443/', null],
  ['', 'Enter the address'],
  ['lms.example.org', 'complete address'],
  ['http://lms.example.org/', 'must start with https://'],
  ['ftp://lms.example.org/', 'must start with https://'],
  ['https://name:password@lms.example.org/', 'name or password'],
  ['https://lms.example.org/#x', '#'],
  ['https://10.0.0.1/', 'public internet'],
  ['https://0x7f.1/', 'public internet'],
  ['https://2130706433/', 'public internet'],
  ['https://[::1]/', 'public internet'],
  ['https://[::ffff:10.0.0.1]/', 'public internet'],
  ['https://localhost/', 'public internet'],
  ['https://intranet/', 'public internet'],
  ['https://metadata.google.internal/', 'public internet'],
  [`https://lms.example.org/${'x'.repeat(500)}`, '500 characters'],
])('the receiver %s: %s', (url, why) => {
  if (why === null) expect(whyNoReceiver(url, false)).toBeNull();
  else expect(whyNoReceiver(url, false)).toContain(why);
});

test('this machine is a receiver only where a setting allows it, and then its network still is not', () => {
  expect(whyNoReceiver('http://localhost:4000/hooks', true)).toBeNull();
  expect(whyNoReceiver('http://127.0.0.1:4000/hooks', true)).toBeNull();
  expect(whyNoReceiver('http://10.0.0.1/', true)).not.toBeNull();
  expect(whyNoReceiver('https://169.254.169.254/', true)).not.toBeNull();
});
