import { z } from 'zod';
import { findCheckedBySerial } from '@/db/queries/certificate-checks';
import { AppError } from '@/lib/platform/errors';
import { lineOfText } from '@/lib/platform/text';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { parseSerial } from '../serial';
import { limitNames } from './limits';
import { isSameName } from './same-name';

export const compareNameSchema = z.object({ name: lineOfText({ label: 'The name', max: 200 }) });

/** The only thing ever revealed about a name. */
export type NameAnswer = 'same' | 'different';

/**
 * Returns whether this certificate was issued to this name. Each question counts toward the limit, whatever its answer,
 * so that nobody can guess names.
 * @throws AppError `too_many`, or `not_found`
 */
export async function compareName(
  visit: Visit,
  { serial: typed, name }: { serial: string; name: string },
): Promise<NameAnswer> {
  const serial = parseSerial(typed);
  if (serial) await limitNames(visit, serial);
  const row = serial && (await findCheckedBySerial(visit.db, serial));
  if (!row) throw new AppError('not_found', 'No certificate has that serial number. Check its characters.');
  return isSameName((row.facts as NamedFacts).participantName, name) ? 'same' : 'different';
}
