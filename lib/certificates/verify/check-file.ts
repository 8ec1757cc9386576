import { listCheckedByHash, listCheckedBySerial, listGenericByHash } from '@/db/queries/certificate-checks';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { knownSigners } from '@/lib/platform/pdf/signing';
import { readInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Visit } from '@/lib/platform/visit';
import type { SharedFacts } from '@/lib/printing/facts';
import { type CheckedCertificate, type CheckedEvent, checkedCertificate, checkedEvent } from './checked-certificate';
import { MAX_PDF, TOO_LARGE } from './file-size';
import { limitFiles } from './limits';
import type { readPdf } from './read-pdf';

const PDF = defineReading<typeof readPdf>('lib/certificates/verify/read-pdf.ts', 'readPdf');

/** A named certificate, or one that was printed without a name. */
export type IssuedFile =
  | { kind: 'named'; certificate: CheckedCertificate }
  | { kind: 'generic'; event: CheckedEvent; printedOn: Day };

export type FileAnswer =
  /** Byte for byte the file that was issued; `signed` when it has a valid cryptographic signature of this system. */
  | { kind: 'issued'; file: IssuedFile; signed: boolean }
  /** Not what was issued, but begins as this file or contains its serial; null: only has a signature of this system. */
  | { kind: 'changed'; from: IssuedFile | null }
  /** What was found of serial numbers: none, only such as were never issued, or those of several certificates. */
  | { kind: 'foreign'; serials: 'none' | 'unknown' | 'several' };

/**
 * Compares an uploaded file with every certificate that was issued: by its hash, by its cryptographic signature, and by
 * the serial in it. The file is only in memory and never stored.
 * @throws AppError `invalid` for a file that is not a PDF, is too large or takes too long, `too_many`, `unavailable`
 */
export async function checkFile(visit: Visit, file: unknown): Promise<FileAnswer> {
  await limitFiles(visit);
  const bytes = await pdfBytes(file);
  const signers = (await knownSigners(visit.db)).map(({ raw }) => raw);
  const { hash, beginnings, signature, carriesSigner, serials } = await readInWorker(
    PDF,
    { file: bytes, signers },
    visit,
  );
  const signed = signature.state === 'valid' && signature.knownSigner;

  const same = await findIssued(visit, [hash]);
  if (same) return { kind: 'issued', file: same, signed };

  const bySerial = serials.length > 0 ? await listCheckedBySerial(visit.db, serials) : [];
  const [named, ...more] = bySerial;
  // Somebody assembled a file with several serials, so it cannot be matched to one certificate.
  const only = named && more.length === 0 ? named : null;
  const from =
    (await findIssued(visit, beginnings)) ??
    (only && { kind: 'named' as const, certificate: await checkedCertificate(visit, only) });
  if (from || signed || carriesSigner) return { kind: 'changed', from };
  return { kind: 'foreign', serials: more.length > 0 ? 'several' : serials.length > 0 ? 'unknown' : 'none' };
}

async function findIssued(visit: Visit, hashes: readonly string[]): Promise<IssuedFile | null> {
  if (hashes.length === 0) return null;
  const [named] = await listCheckedByHash(visit.db, hashes);
  if (named) return { kind: 'named', certificate: await checkedCertificate(visit, named) };
  const [generic] = await listGenericByHash(visit.db, hashes);
  if (!generic) return null;
  const event = checkedEvent(generic.facts as SharedFacts);
  return { kind: 'generic', event, printedOn: dayInMontana(generic.createdAt) };
}

async function pdfBytes(file: unknown): Promise<Buffer> {
  if (!(file instanceof Blob) || file.size === 0) {
    throw new AppError('invalid', 'Choose the PDF file of the certificate.');
  }
  if (file.size > MAX_PDF) {
    throw new AppError('invalid', TOO_LARGE);
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  // PDF readers look for this mark in the first kilobyte.
  if (!bytes.subarray(0, 1024).includes('%PDF-')) {
    throw new AppError('invalid', 'This is not a PDF file. Choose the certificate’s PDF, not a picture of it.');
  }
  return bytes;
}
