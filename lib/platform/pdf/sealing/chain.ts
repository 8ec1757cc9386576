import type { KeyObject, X509Certificate } from 'node:crypto';

/** More certificates above one another than anybody uses. */
const LONGEST = 5;

/**
 * The certificate of a key, and those that vouch for it, one for the other, as far as they are there. A root is left
 * out: who trusts it has it, and who has it not would not trust it for being sent along.
 * @returns null when none of them belongs to the key
 */
export function chainOf(
  key: KeyObject,
  certificates: readonly X509Certificate[],
): [X509Certificate, ...X509Certificate[]] | null {
  const first = certificates.find((each) => each.checkPrivateKey(key));
  if (!first) return null;
  const chain: [X509Certificate, ...X509Certificate[]] = [first];
  while (chain.length < LONGEST) {
    const last = chain.at(-1)!;
    const issuer = certificates.find((each) => !isRoot(each) && !chain.includes(each) && last.checkIssued(each));
    if (!issuer) break;
    chain.push(issuer);
  }
  return chain;
}

const isRoot = (certificate: X509Certificate) => certificate.checkIssued(certificate);
