import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chainOf } from './chain';
import { type KeyAndCertificates, UnusableKey } from './signing-key';

/**
 * Reads a key and its certificate, with or without those that vouch for it, from PEM files.
 * @throws UnusableKey
 */
export function readKeyFiles(keyFile: string, certificateFile: string, passphrase: string): KeyAndCertificates {
  const key = readKey(readNamed(keyFile, 'SIGNING_KEY_FILE').toString('latin1'), passphrase);
  const certificates = certificatesIn(readNamed(certificateFile, 'SIGNING_CERTIFICATE_FILE').toString('latin1'));
  if (certificates.length === 0) {
    throw new UnusableKey(
      `SIGNING_CERTIFICATE_FILE must name a file with a certificate in PEM, which begins with "-----BEGIN CERTIFICATE-----". ${certificateFile} holds none.`,
    );
  }
  const chain = chainOf(key, certificates);
  if (chain) return { key, chain };
  throw new UnusableKey(
    'The certificate in SIGNING_CERTIFICATE_FILE was made for another key than the one in SIGNING_KEY_FILE. Set the two that belong together.',
  );
}

/** Returns every certificate in a PEM file; what only looks like one is left out. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}

/** Returns the bytes of a file that a setting names. */
export function readNamed(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UnusableKey(
      `${setting} names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}). Correct the path, or let this account read the file.`,
      { cause: error },
    );
  }
}

function readKey(pem: string, passphrase: string): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(passphrase ? { passphrase } : {}) });
  } catch (error) {
    throw new UnusableKey(
      pem.includes('ENCRYPTED')
        ? 'The key in SIGNING_KEY_FILE is locked with a passphrase. Set SIGNING_PASSPHRASE to the right one.'
        : 'SIGNING_KEY_FILE must name a file with a private key in PEM, which begins with "-----BEGIN PRIVATE KEY-----".',
      { cause: error },
    );
  }
}
