import { createHash } from 'node:crypto';
import { readPrintedFile } from './printed-file';
import { type SealAbout, sealTail } from './seal-tail';
import type { Signer } from './signer';

/**
 * A PDF as the browser printed it, sealed: its bytes as they are, and a section with a cryptographic signature.
 * @throws when the PDF is built otherwise than the browser builds it
 */
export function sealPdf(pdf: Buffer, about: SealAbout, signer: Signer): Buffer {
  const hash = createHash('sha256').update(pdf);
  return Buffer.concat([pdf, sealTail(readPrintedFile(pdf), hash, about, signer)]);
}
