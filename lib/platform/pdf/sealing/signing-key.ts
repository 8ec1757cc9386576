import type { KeyObject, X509Certificate } from 'node:crypto';

/** A key to seal with; its certificate first, then those that vouch for it. */
export type KeyAndCertificates = { key: KeyObject; chain: [X509Certificate, ...X509Certificate[]] };

/** Nothing can be sealed, for a reason that whoever runs the product can put right; `sentence` says what to do. */
export class UnusableKey extends Error {
  override readonly name = 'UnusableKey';
  constructor(
    readonly sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}
