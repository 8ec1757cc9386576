import { isIP } from 'node:net';

/**
 * What tries are counted under that come from an address. Whoever has one IPv6 address has the 2^64 of its network, and
 * could use another one for each try.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const begin = head.split(':').filter(Boolean);
  // What stands behind the gap is the end of the address; an IPv4 address there has the place of two groups.
  const end = tail?.split(':').filter(Boolean) ?? [];
  const groups = end.length + (end.at(-1)?.includes('.') ? 1 : 0);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - begin.length - groups);
  const first = [...begin, ...Array<string>(gap).fill('0'), ...end].slice(0, 4);
  return `${first.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
