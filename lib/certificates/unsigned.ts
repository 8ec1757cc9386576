import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { countUnsignedValid } from '@/db/queries/certificate-list';
import { listEventSignings } from '@/db/queries/signing';
import { AppError } from '@/lib/platform/errors';
import { signingOf } from '@/lib/printing/facts-of-event';

/** What a form sends when the person chose that certificates without a signature may go out. */
export const unsigned = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

/** Returns whether certificates of this event that are made now are signed digitally in Section IV (M12). */
export async function isSignedDigitally(db: Queryable, eventId: number): Promise<boolean> {
  const [latest] = await listEventSignings(db, eventId, { most: 1 });
  return signingOf(latest) !== null;
}

/**
 * Refuses to issue certificates without a signature unless that was chosen.
 * @throws AppError `invalid`
 */
export async function requireSignature(db: Queryable, eventId: number, chosen: { unsigned?: boolean }): Promise<void> {
  if (chosen.unsigned || (await isSignedDigitally(db, eventId))) return;
  throw new AppError(
    'invalid',
    'This event is not signed digitally. Sign it first, or choose to go on without a signature. If the page does not offer that, open it again.',
  );
}

/** @throws AppError `invalid` when one of these attendees' certificates has no signature (M12) */
export async function refuseUnsigned(db: Queryable, eventId: number, attendeeIds: readonly number[]): Promise<void> {
  const count = await countUnsignedValid(db, eventId, attendeeIds);
  if (count === 0) return;
  throw new AppError(
    'invalid',
    count === 1
      ? 'This certificate is not signed. Sign the event and reissue it, or check the box to email it without a signature.'
      : `${count.toLocaleString('en-US')} of these certificates are not signed. Sign the event and reissue them, or check the box to email them without a signature.`,
  );
}
