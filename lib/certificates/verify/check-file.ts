import { createHash } from 'node:crypto';
import { findCheckedByHash, findGenericByHash, listCheckedBySerial } from '@/db/queries/certificate-checks';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import type { SharedFacts } from '../facts';
import { type CheckedCertificate, type CheckedEvent, checkedCertificate, checkedEvent } from './checked-certificate';
import { LARGEST_PDF, TOO_LARGE } from './file-size';
import { limitFiles } from './limits';
import { serialsInFile } from './serials-in-file';

export type FileAnswer =
  /** Byte for byte the file that was issued. */
  | { kind: 'issued'; certificate: CheckedCertificate }
  /** Byte for byte a certificate that was printed without a name. */
  | { kind: 'generic'; event: CheckedEvent; printedOn: Day }
  /** It carries the serial of this certificate and is not the file that was issued. */
  | { kind: 'changed'; certificate: CheckedCertificate }
  | { kind: 'foreign' };

/**
 * Compares an uploaded file with every certificate that was issued, by its hash and by the serial in it. The file is
 * looked at in memory and never stored.
 * @throws AppError `invalid` for what is no PDF or too large, `too_many`
 */
export async function checkFile(visit: Visit, file: unknown): Promise<FileAnswer> {
  await limitFiles(visit);
  const bytes = await pdfBytes(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const named = await findCheckedByHash(visit.db, sha256);
  if (named) return { kind: 'issued', certificate: checkedCertificate(named) };
  const generic = await findGenericByHash(visit.db, sha256);
  if (generic) {
    const event = checkedEvent(generic.facts as SharedFacts);
    return { kind: 'generic', event, printedOn: dayInMontana(generic.createdAt) };
  }
  const serials = serialsInFile(bytes);
  const [claimed, ...more] = serials.length > 0 ? await listCheckedBySerial(visit.db, serials) : [];
  // A file of several certificates was put together by somebody: which of them it stands for cannot be said.
  return claimed && more.length === 0
    ? { kind: 'changed', certificate: checkedCertificate(claimed) }
    : { kind: 'foreign' };
}

async function pdfBytes(file: unknown): Promise<Buffer> {
  if (!(file instanceof Blob) || file.size === 0) {
    throw new AppError('invalid', 'Choose the PDF file of the certificate.');
  }
  if (file.size > LARGEST_PDF) {
    throw new AppError('invalid', TOO_LARGE);
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  // Readers look for the mark in the first kilobyte.
  if (!bytes.subarray(0, 1024).includes('%PDF-')) {
    throw new AppError('invalid', 'This is not a PDF file. Choose the PDF of the certificate, not a picture of it.');
  }
  return bytes;
}
