import { z } from 'zod';
import { lockAttendee, removeAttendee as removeRow } from '@/db/queries/roster';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { attendeeNotFound } from './attendee-id';
import { changeRoster } from './change-roster';
import { whyNotRemovable } from './rules';

export const removeAttendeeSchema = z.object({});

/**
 * Takes somebody off an event's roster who was put there by mistake.
 * @throws AppError `not_found`, `forbidden`, or `conflict` while a certificate holds
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
