import type { KeyObject, X509Certificate } from 'node:crypto';

/** Longer than any chain in use. */
const MAX_LENGTH = 5;

/**
 * Returns the certificate of a key, followed by the chain that vouches for it, as far as it is present. A root is left out:
 * anyone who trusts it has it, and anyone who does not have it would not trust it just because it was sent.
 * @returns null when none of them belongs to the key
 */
export function chainOf(
  key: KeyObject,
  certificates: readonly X509Certificate[],
): [X509Certificate, ...X509Certificate[]] | null {
  const first = certificates.find((each) => each.checkPrivateKey(key));
  if (!first) return null;
  const chain: [X509Certificate, ...X509Certificate[]] = [first];
  while (chain.length < MAX_LENGTH) {
    const last = chain.at(-1)!;
    const issuer = certificates.find((each) => !isRoot(each) && !chain.includes(each) && last.checkIssued(each));
    if (!issuer) break;
    chain.push(issuer);
  }
  return chain;
}

const isRoot = (certificate: X509Certificate) => certificate.checkIssued(certificate);
