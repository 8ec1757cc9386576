import type { NamedFacts } from '@/lib/printing/facts';

/** Returns whether two certificates say the same, apart from what is unique to each certificate. */
export function saysTheSame(one: NamedFacts, other: NamedFacts): boolean {
  const compared = ({ serial: _serial, verifyUrl: _url, version: _version, ...facts }: NamedFacts) =>
    JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return compared(one) === compared(other);
}
