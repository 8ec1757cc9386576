import { z } from 'zod';
import { lockAttendee, removeAttendee as removeRow } from '@/db/queries/roster';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { attendeeNotFound } from './attendee-id';
import { changeRoster } from './change-roster';
import { whyNotRemovable } from './rules';

export const removeAttendeeSchema = z.object({});

/**
 * Removes a person who was added to an event's roster by mistake.
 * @throws AppError `not_found`, `forbidden`, or `conflict` while they have a valid certificate
 */
export async function removeAttendee(
  ctx: Context,
  { eventId, attendeeId }: { eventId: number; attendeeId: number },
): Promise<void> {
  await changeRoster(
    ctx,
    eventId,
    (tx) => lockAttendee(tx, eventId, attendeeId, scopeOf(ctx.actor)),
    async (tx, saved) => {
      if (!saved) throw attendeeNotFound();
      const why = whyNotRemovable(saved);
      if (why) throw new AppError('conflict', why);
      await removeRow(tx, saved, ctx.clock.now());
      await record(tx, ctx, { action: 'attendee.removed', subject: `event:${eventId}`, details: { attendeeId } });
    },
  );
}
