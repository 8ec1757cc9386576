import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type PrintVisit, renderPdf } from '@/lib/platform/pdf/renderer';
import { currentSigner, signatureTail } from '@/lib/platform/pdf/signing';
import type { Visit } from '@/lib/platform/visit';
import { certificateHtml } from '../certificate-html';
import type { NamedFacts } from '../facts';
import { isSigned, signatureDetailsOf, signDigitally } from '../signature/sign-digitally';
import { signatureArtOf } from '../signature/signature-art';
import { baseFor } from './bases';
import { fillCertificate, filledSoFar } from './fill-certificate';

/** A certificate's file: the base's bytes followed by `bytes`, or `bytes` alone when there is no base. */
export type MadeFile = {
  baseId: number | null;
  bytes: Buffer;
  /** The SHA-256 of the whole file in hexadecimal, and its length in bytes. */
  sha256: string;
  length: number;
  /** The file carries a cryptographic signature. */
  hasPdfSignature: boolean;
};

type FileDeps = Pick<Visit, 'db' | 'clock'> & PrintVisit;

/**
 * Returns the files of named certificates, in the order of the facts. Must be called outside of any transaction,
 * because it may use the browser.
 * @throws AppError `too_many` or `unavailable` when too many certificates are being printed at once, or nothing can be
 * signed
 */
export async function makeFiles(visit: FileDeps, people: readonly NamedFacts[]): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  for (const facts of people) {
    files.push((await filledFile(visit, facts)) ?? (await printedFile(visit, facts)));
    // Lets other requests to this process run between certificates.
    await setImmediate();
  }
  return files;
}

/** Fills the event's printed sheet; null when the browser has to print this certificate. */
async function filledFile(visit: FileDeps, facts: NamedFacts): Promise<MadeFile | null> {
  const base = await baseFor(visit, facts);
  const part = base && (await fillCertificate(base.plan, facts));
  if (!part) return null;
  const { plan } = base;
  const hash = base.hash.copy().update(part.bytes);
  let bytes = part.bytes;
  if (isSigned(facts)) {
    const about = signatureDetailsOf(facts, visit.clock.now());
    const signature = signatureTail(filledSoFar(plan, part), hash, about, await currentSigner(visit));
    hash.update(signature);
    bytes = Buffer.concat([part.bytes, signature]);
  }
  return {
    baseId: base.id,
    bytes,
    sha256: hash.digest('hex'),
    length: plan.length + bytes.length,
    hasPdfSignature: isSigned(facts),
  };
}

async function printedFile(visit: FileDeps, facts: NamedFacts): Promise<MadeFile> {
  const html = await certificateHtml(facts, await signatureArtOf(visit.db, facts));
  const printed = await renderPdf(html, { visit, kind: 'certificate' });
  const bytes = await signDigitally(visit, facts, printed);
  return {
    baseId: null,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    length: bytes.length,
    hasPdfSignature: isSigned(facts),
  };
}
