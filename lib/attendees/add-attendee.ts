import { insertAttendees } from '@/db/queries/roster';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { AttendeeInput } from './attendee-input';
import { changeRoster } from './change-roster';
import { identityOf } from './identity';
import { whyNotCompleted } from './rules';
import { whyUnitsTooMany } from './units';

/**
 * Adds a person to an event's roster (M15). Without units of their own, they get the event's.
 * @throws AppError `not_found`, `forbidden`, `invalid` for too many units, or `conflict` when they are already on the
 * roster
 */
export async function addAttendee(ctx: Context, { eventId, ...input }: AttendeeInput & { eventId: number }) {
  return changeRoster(
    ctx,
    eventId,
    async () => null,
    async (tx, _, event) => {
      const units = input.units ?? event.hours;
      const why = whyUnitsTooMany(units, event) ?? whyNotCompleted({ ...input, units });
      if (why) throw new AppError('invalid', why);
      const now = ctx.clock.now();
      const [attendeeId] = await insertAttendees(tx, [
        {
          ...input,
          units,
          eventId,
          source: 'roster',
          identity: identityOf(input),
          createdBy: ctx.actor.userId,
          createdAt: now,
          updatedAt: now,
        },
      ]);
      await record(tx, ctx, {
        action: 'attendee.added',
        subject: `event:${eventId}`,
        details: { attendeeId: attendeeId! },
      });
      return attendeeId!;
    },
  );
}
