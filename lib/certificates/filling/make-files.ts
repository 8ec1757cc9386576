import { createHash } from 'node:crypto';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import type { Visit } from '@/lib/platform/visit';
import { certificateHtml } from '../certificate-html';
import type { NamedFacts } from '../facts';
import { isSealed, sealSigned } from '../signing/seal-signed';
import { signatureArtOf } from '../signing/signature-art';

/** A certificate's file. With a base it is the base's bytes followed by `bytes`; without, `bytes` alone. */
export type MadeFile = {
  baseId: number | null;
  bytes: Buffer;
  /** Of the whole file: SHA-256 in hexadecimal, and length in bytes. */
  sha256: string;
  length: number;
  /** The file carries a cryptographic signature. */
  sealed: boolean;
};

/**
 * The files of named certificates, in the order of the facts. Call it outside of any transaction: it may ask the
 * browser.
 * @throws AppError `unavailable` when too many certificates are being printed at once, or nothing can be sealed
 */
export async function makeFiles(
  visit: Pick<Visit, 'db' | 'clock'>,
  people: readonly NamedFacts[],
): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  for (const facts of people) {
    const printed = await renderPdf(await certificateHtml(facts, await signatureArtOf(visit.db, facts)));
    const bytes = await sealSigned(visit, facts, printed);
    files.push({
      baseId: null,
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      length: bytes.length,
      sealed: isSealed(facts),
    });
  }
  return files;
}
