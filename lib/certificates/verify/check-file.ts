import { createHash } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { listCheckedByHash, listCheckedBySerial, listGenericByHash } from '@/db/queries/certificate-checks';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { checkSeal } from '@/lib/platform/pdf/sealing/check-seal';
import { knownSigners } from '@/lib/platform/pdf/sealing/current-signer';
import type { Visit } from '@/lib/platform/visit';
import type { SharedFacts } from '../facts';
import { type CheckedCertificate, type CheckedEvent, checkedCertificate, checkedEvent } from './checked-certificate';
import { beginningsOf } from './file-beginnings';
import { LARGEST_PDF, TOO_LARGE } from './file-size';
import { limitFiles } from './limits';
import { serialsInFile } from './serials-in-file';

/** A named certificate, or one that was printed without a name. */
export type IssuedFile =
  | { kind: 'named'; certificate: CheckedCertificate }
  | { kind: 'generic'; event: CheckedEvent; printedOn: Day };

export type FileAnswer =
  /** Byte for byte the file that was issued; `sealed`: it carries a valid cryptographic signature of this system. */
  | { kind: 'issued'; file: IssuedFile; sealed: boolean }
  /** It began as this file, carries its serial, or, null, carries a signature of this system; it is not what was issued. */
  | { kind: 'changed'; from: IssuedFile | null }
  | { kind: 'foreign' };

/**
 * Compares an uploaded file with every certificate that was issued: by its hash, by its cryptographic signature, and by
 * the serial in it. The file is looked at in memory and never stored.
 * @throws AppError `invalid` for what is no PDF or too large, `too_many`
 */
export async function checkFile(visit: Visit, file: unknown): Promise<FileAnswer> {
  await limitFiles(visit);
  const bytes = await pdfBytes(file);
  const signers = await knownSigners(visit.db);
  const seal = checkSeal(bytes, signers);
  const sealed = seal.state === 'valid' && seal.knownSigner;

  const same = await findIssued(visit.db, [bytes]);
  if (same) return { kind: 'issued', file: same, sealed };

  const beginnings = beginningsOf(bytes);
  if (sealed) beginnings.push(bytes.subarray(0, seal.sealedLength));
  const from = (await findIssued(visit.db, beginnings)) ?? (await findBySerial(visit.db, bytes));
  const ours = sealed || signers.some(({ raw }) => carries(bytes, raw));
  return from || ours ? { kind: 'changed', from } : { kind: 'foreign' };
}

async function findIssued(db: Queryable, files: readonly Buffer[]): Promise<IssuedFile | null> {
  if (files.length === 0) return null;
  const hashes = files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  const [named] = await listCheckedByHash(db, hashes);
  if (named) return { kind: 'named', certificate: checkedCertificate(named) };
  const [generic] = await listGenericByHash(db, hashes);
  if (!generic) return null;
  const event = checkedEvent(generic.facts as SharedFacts);
  return { kind: 'generic', event, printedOn: dayInMontana(generic.createdAt) };
}

async function findBySerial(db: Queryable, bytes: Buffer): Promise<IssuedFile | null> {
  const serials = serialsInFile(bytes);
  if (serials.length === 0) return null;
  const [claimed, ...more] = await listCheckedBySerial(db, serials);
  // A file of several certificates was put together by somebody: which of them it stands for cannot be said.
  return claimed && more.length === 0 ? { kind: 'named', certificate: checkedCertificate(claimed) } : null;
}

/** Whether a signature of ours is in the file, whatever it is worth: it brings the signer's certificate along. */
function carries(bytes: Buffer, certificate: Buffer): boolean {
  const hex = certificate.toString('hex');
  return bytes.includes(hex) || bytes.includes(hex.toUpperCase());
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
