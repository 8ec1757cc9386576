import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { MessageForm } from './signed-message';

/** Signs with one key and certificate: makes the signed message for a document's SHA-256. */
export type Signer = {
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string;
  certificate: X509Certificate;
  /** The maximum length of a message in bytes; all messages of an RSA key have the same length. */
  maxMessage: number;
  /** With an RSA key the same digest gives the same message. */
  message(digest: Buffer): Buffer;
};

/** Curves that PDF readers know, and the maximum signature length of each: two numbers, as DER. */
const CURVES: Record<string, number> = { prime256v1: 72, secp384r1: 104, secp521r1: 139 };

/** Returns why a key cannot sign, as the rest of a sentence; null when it can. */
export function whyNoSigningKey(key: KeyObject): string | null {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= 2048) return null;
  if (key.asymmetricKeyType === 'ec' && namedCurve in CURVES) return null;
  return 'must be an RSA key of at least 2048 bits or an EC key on the curve P-256, P-384 or P-521';
}

export function signerWith(key: KeyObject, chain: readonly [X509Certificate, ...X509Certificate[]]): Signer {
  const why = whyNoSigningKey(key);
  if (why) throw new Error(`the key ${why}`);
  const rsa = key.asymmetricKeyType === 'rsa';
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const maxSignature = rsa ? Math.ceil(modulusLength / 8) : CURVES[namedCurve]!;
  const form = new MessageForm({ certificates: chain.map(({ raw }) => raw), keyType: rsa ? 'rsa' : 'ec' });
  return {
    fingerprint: fingerprintOf(chain[0]),
    certificate: chain[0],
    maxMessage: form.lengthWith(maxSignature),
    message: (digest) => form.message(digest, sign('sha256', form.toSign(digest), key)),
  };
}

export function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}
