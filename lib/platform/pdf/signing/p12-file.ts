import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { chainOf } from './chain';
import { readNamed } from './key-files';
import { type KeyAndCertificates, UnusableKey } from './signing-key';

/**
 * Reads the key and certificates from one PKCS #12 file (`.p12`, `.pfx`), the format that certification authorities and
 * Windows issue.
 * @throws UnusableKey
 */
export async function readP12File(file: string, passphrase: string): Promise<KeyAndCertificates> {
  const bytes = readNamed(file, 'SIGNING_P12_FILE');
  // Loaded here, since few installations have such a file.
  const { default: forge } = await import('node-forge');
  const derOf = (asn1: Parameters<typeof forge.asn1.toDer>[0]) =>
    Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
  let keys: KeyObject[];
  let certificates: X509Certificate[];
  try {
    const p12 = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(bytes.toString('binary')), passphrase);
    const bags = p12.safeContents.flatMap(({ safeBags }) => safeBags);
    const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids;
    keys = bags
      .filter(({ type }) => type === keyBag || type === pkcs8ShroudedKeyBag)
      // It knows only RSA, and returns what it does not know unchanged.
      .map(({ key, asn1 }) => derOf(key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1))
      .map((pkcs8) => createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    certificates = bags
      .filter(({ type }) => type === certBag)
      .map(({ cert, asn1 }) => new X509Certificate(derOf(cert ? forge.pki.certificateToAsn1(cert) : asn1)));
  } catch (error) {
    const locked = error instanceof Error && /password|MAC/i.test(error.message);
    throw new UnusableKey(
      locked
        ? 'The file in SIGNING_P12_FILE is locked with another passphrase. Set SIGNING_PASSPHRASE to the right one.'
        : `SIGNING_P12_FILE must name a PKCS #12 file (.p12 or .pfx), which ${file} is not.`,
      { cause: error },
    );
  }
  for (const key of keys) {
    const chain = chainOf(key, certificates);
    if (chain) return { key, chain };
  }
  throw new UnusableKey(
    `SIGNING_P12_FILE must hold a private key and its certificate; ${file} lacks one of the two. Export it again with both.`,
  );
}
