import type { KeyObject, X509Certificate } from 'node:crypto';

/** A signing key; its certificate first, then those that vouch for it. */
export type KeyAndCertificates = { key: KeyObject; chain: [X509Certificate, ...X509Certificate[]] };

/** Nothing can be signed, for a reason that the operator can fix; `sentence` says what to do. */
export class UnusableKey extends Error {
  override readonly name = 'UnusableKey';
  constructor(
    readonly sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}
