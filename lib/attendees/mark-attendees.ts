import { z } from 'zod';
import { countCertified, countWithoutUnits, lockAttendeesOf, lockToMark, setCompleted } from '@/db/queries/roster';
import { confirmMarks, idsIn } from '@/db/queries/roster-markings';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { changeRoster } from './change-roster';

const MARKS = ['completed', 'open', 'all-open'] as const;

/** The buttons above and below a roster; the checkboxes beside the names say which people are meant. */
export const markSchema = z
  .object({
    mark: z.enum(MARKS, 'Choose what to do with the people you checked.'),
    attendees: z
      .array(
        z
          .string()
          .regex(/^[1-9]\d{0,14}$/)
          .transform(Number),
      )
      .max(500)
      .optional()
      .default([]),
  })
  .refine(({ mark, attendees }) => mark.startsWith('all-') || attendees.length > 0, {
    path: ['attendees'],
    error: 'First check the people you want to mark.',
  });

/**
 * Marks people of an event as having completed it, or not (M13). A person with a certificate stays completed.
 * `markEveryone` marks everyone as completed, after a preview.
 * @returns how many marks changed, and how many did not because of a certificate, or because they earned no PDUs
 * @throws AppError `not_found` or `forbidden`
 */
export async function markAttendees(
  ctx: Context,
  { eventId, mark, attendees }: z.output<typeof markSchema> & { eventId: number },
): Promise<{ marked: number; kept: number; withoutUnits: number }> {
  const completed = mark === 'completed';
  const ids = mark.startsWith('all-') ? ('everybody' as const) : attendees;
  return changeRoster(
    ctx,
    eventId,
    async (tx) => {
      const all = ids === 'everybody' ? [] : await lockAttendeesOf(tx, eventId, ids, scopeOf(ctx.actor));
      const held = await lockToMark(tx, eventId, { ids, completed }, scopeOf(ctx.actor));
      return { held, all: all.map(({ id }) => id) };
    },
    async (tx, { held, all }) => {
      if (completed) await confirmMarks(tx, eventId, idsIn(all), ctx.clock.now());
      const kept = completed ? 0 : await countCertified(tx, eventId, ids);
      const withoutUnits = completed ? await countWithoutUnits(tx, eventId, ids) : 0;
      if (held.length > 0) {
        await setCompleted(tx, held, completed, ctx.clock.now());
        const details = { completed, marked: held.length };
        await record(tx, ctx, { action: 'attendees.marked', subject: `event:${eventId}`, details });
      }
      return { marked: held.length, kept, withoutUnits };
    },
  );
}
