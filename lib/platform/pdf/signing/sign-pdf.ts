import { createHash } from 'node:crypto';
import { readPrintedFile } from '../files/printed-file';
import { type SignatureDetails, signatureTail } from './signature-tail';
import type { Signer } from './signer';

/**
 * Signs a PDF as the browser printed it: keeps its bytes unchanged and appends a section with a cryptographic signature.
 * @throws when the PDF is not structured as the browser writes it
 */
export function signPdf(pdf: Buffer, about: SignatureDetails, signer: Signer): Buffer {
  const hash = createHash('sha256').update(pdf);
  return Buffer.concat([pdf, signatureTail(readPrintedFile(pdf), hash, about, signer)]);
}
