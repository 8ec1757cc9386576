import { createHash, X509Certificate } from 'node:crypto';
import { checkSignature, type SignatureState } from '@/lib/platform/pdf/signing';
import { beginningsOf, hashesOfBeginnings } from './file-beginnings';
import { serialsInFile } from './serials-in-file';

export type UnreadPdf = {
  file: Uint8Array;
  /** The certificates, in DER, of this system's signers: the current one and earlier ones. */
  signers: readonly Uint8Array[];
};

export type ReadPdf = {
  /** SHA-256 of the whole file, in hexadecimal. */
  hash: string;
  /** The same for each beginning that was once a complete file. */
  beginnings: string[];
  signature: SignatureState;
  /** Whether one of the signers' certificates is in the file, even if the signature next to it is not valid. */
  carriesSigner: boolean;
  serials: string[];
};

/**
 * Reads everything in a PDF that is compared. Runs in a worker thread: see check-file.ts. Never throws, whatever the
 * bytes are.
 */
export function readPdf({ file, signers }: UnreadPdf): ReadPdf {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const signature = checkSignature(
    bytes,
    signers.map((der) => new X509Certificate(der)),
  );
  const beginnings = beginningsOf(bytes);
  if (signature.state === 'valid' && signature.knownSigner) beginnings.push(bytes.subarray(0, signature.signedLength));
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    beginnings: hashesOfBeginnings(bytes, beginnings),
    signature,
    carriesSigner: signers.some((der) => carries(bytes, Buffer.from(der))),
    serials: serialsInFile(bytes),
  };
}

/** Returns whether a file contains a certificate; a signature includes the signer's, in hexadecimal. */
function carries(bytes: Buffer, certificate: Buffer): boolean {
  const hex = certificate.toString('hex');
  return bytes.includes(hex) || bytes.includes(hex.toUpperCase());
}
