import { isIP } from 'node:net';

/**
 * Returns the network under which tries from an address are counted. A person with one IPv6 address can use
 * another of its 2^64 for each try.
 */
export function networkOf(address: string): string {
  // A browser on this machine arrives under either address.
  if (address === '::1') return '127.0.0.1';
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const begin = head.split(':').filter(Boolean);
  // After the gap comes the end of the address; an IPv4 address there takes the place of two groups.
  const end = tail?.split(':').filter(Boolean) ?? [];
  const groups = end.length + (end.at(-1)?.includes('.') ? 1 : 0);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - begin.length - groups);
  const first = [...begin, ...Array<string>(gap).fill('0'), ...end].slice(0, 4);
  return `${first.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
