import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import { currentSigner } from '@/lib/platform/pdf/sealing/current-signer';
import { sealTail } from '@/lib/platform/pdf/sealing/seal-tail';
import type { Visit } from '@/lib/platform/visit';
import { certificateHtml } from '../certificate-html';
import type { NamedFacts } from '../facts';
import { isSealed, sealAboutOf, sealSigned } from '../signing/seal-signed';
import { signatureArtOf } from '../signing/signature-art';
import { baseFor } from './bases';
import { fillCertificate, filledSoFar } from './fill-certificate';

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

type Place = Pick<Visit, 'db' | 'clock'>;

/**
 * The files of named certificates, in the order of the facts. Call it outside of any transaction: it may ask the
 * browser.
 * @throws AppError `unavailable` when too many certificates are being printed at once, or nothing can be sealed
 */
export async function makeFiles(visit: Place, people: readonly NamedFacts[]): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  for (const facts of people) {
    files.push((await filledFile(visit, facts)) ?? (await printedFile(visit, facts)));
    // Whoever else waits for this process comes in between.
    await setImmediate();
  }
  return files;
}

/** The event's printed sheet, filled; null when the browser has to print this certificate. */
async function filledFile(visit: Place, facts: NamedFacts): Promise<MadeFile | null> {
  const base = await baseFor(visit, facts);
  const part = base && (await fillCertificate(base.plan, facts));
  if (!part) return null;
  const { plan } = base;
  const hash = base.hash.copy().update(part.bytes);
  let bytes = part.bytes;
  if (isSealed(facts)) {
    const about = sealAboutOf(facts, visit.clock.now());
    const seal = sealTail(filledSoFar(plan, part), hash, about, await currentSigner(visit));
    hash.update(seal);
    bytes = Buffer.concat([part.bytes, seal]);
  }
  return {
    baseId: base.id,
    bytes,
    sha256: hash.digest('hex'),
    length: plan.length + bytes.length,
    sealed: isSealed(facts),
  };
}

async function printedFile(visit: Place, facts: NamedFacts): Promise<MadeFile> {
  const printed = await renderPdf(await certificateHtml(facts, await signatureArtOf(visit.db, facts)));
  const bytes = await sealSigned(visit, facts, printed);
  return {
    baseId: null,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    length: bytes.length,
    sealed: isSealed(facts),
  };
}
