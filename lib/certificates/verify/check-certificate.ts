import { findCheckedBySerial } from '@/db/queries/certificate-checks';
import type { Visit } from '@/lib/platform/visit';
import { parseSerial } from '../serial';
import { type CheckedCertificate, checkedCertificate } from './checked-certificate';
import { limitChecks } from './limits';

/**
 * What can be said of a serial: it cannot be one (`mistyped`, told without asking the database), no certificate has it
 * (`unknown`), or this is its certificate.
 */
export type CheckAnswer =
  | { kind: 'mistyped'; typed: string }
  | { kind: 'unknown'; serial: string }
  | { kind: 'found'; certificate: CheckedCertificate };

const LONGEST_TYPED = 60;

/**
 * Anybody checks a certificate by its serial, typed or scanned.
 * @throws AppError `too_many`
 */
export async function checkCertificate(visit: Visit, typed: string): Promise<CheckAnswer> {
  // The whole check address is as good as the serial at its end.
  const serial = parseSerial(typed.slice(typed.lastIndexOf('/') + 1));
  if (!serial) return { kind: 'mistyped', typed: typed.slice(0, LONGEST_TYPED) };
  await limitChecks(visit);
  const row = await findCheckedBySerial(visit.db, serial);
  return row ? { kind: 'found', certificate: checkedCertificate(row) } : { kind: 'unknown', serial };
}
