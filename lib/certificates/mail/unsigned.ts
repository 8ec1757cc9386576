import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { countUnsignedValid } from '@/db/queries/certificate-list';
import { AppError } from '@/lib/platform/errors';

/** The box that lets certificates without a signature go out. */
export const unsigned = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

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
