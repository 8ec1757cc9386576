import { findCheckedBySerial } from '@/db/queries/certificate-checks';
import type { Visit } from '@/lib/platform/visit';
import { serialIn } from '../serial';
import { type CheckedCertificate, checkedCertificate } from './checked-certificate';
import { limitChecks } from './limits';

/**
 * The result of checking a serial: it cannot be one (`mistyped`, without asking the database), no certificate has it
 * (`unknown`), or this is its certificate.
 */
export type CheckAnswer =
  | { kind: 'mistyped'; typed: string }
  | { kind: 'unknown'; serial: string }
  | { kind: 'found'; certificate: CheckedCertificate };

const MAX_TYPED = 60;

/**
 * Checks a certificate by its serial, typed or scanned. Open to everybody.
 * @throws AppError `too_many`
 */
export async function checkCertificate(visit: Visit, typed: string): Promise<CheckAnswer> {
  const serial = serialIn(typed);
  if (!serial) return { kind: 'mistyped', typed: typed.slice(0, MAX_TYPED) };
  await limitChecks(visit);
  const row = await findCheckedBySerial(visit.db, serial);
  return row ? { kind: 'found', certificate: await checkedCertificate(visit, row) } : { kind: 'unknown', serial };
}
