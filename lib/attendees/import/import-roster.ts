import { z } from 'zod';
import { insertAttendees, listWholeRoster, lockRoster, updateAttendee } from '@/db/queries/roster';
import { findUpload } from '@/db/queries/roster-uploads';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { changeRoster } from '../change-roster';
import { whyNotTheseColumns } from './columns';
import { readMatchingText } from './matching';
import { type PlannedLine, planImport } from './plan';
import { uploadNotFound } from './preview-import';

/** The form under the preview: how the columns were matched there, and which lines are ticked. */
export const importSchema = z.object({
  columns: z.string().transform((text, ctx) => {
    const columns = readMatchingText(text);
    if (columns) return columns;
    ctx.addIssue({ code: 'custom', message: 'The columns are not matched. Open the list again.' });
    return z.NEVER;
  }),
  headings: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
  unmarked: z.enum(['leave', 'completed']),
  choice: z.enum(['all', 'ticked']),
  lines: z
    .array(
      z
        .string()
        .regex(/^\d{1,7}$/)
        .transform(Number),
    )
    .max(5_001)
    .optional()
    .default([]),
});

export type ImportOutcome = { added: number; changed: number };

/**
 * Imports the good lines of an uploaded list, all of them or those ticked, in one transaction (M15). It is planned anew
 * on the roster as it is by then, so that a list imported twice, or by two people at once, counts once.
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing is ticked, or `conflict`
 */
export async function importRoster(
  ctx: Context,
  {
    eventId,
    uploadId,
    choice,
    lines,
    ...matching
  }: z.output<typeof importSchema> & { eventId: number; uploadId: number },
): Promise<ImportOutcome> {
  const scope = scopeOf(ctx.actor);
  const why = whyNotTheseColumns(matching.columns);
  if (why) throw new AppError('invalid', why);
  if (choice === 'ticked' && lines.length === 0)
    throw new AppError('invalid', 'Tick the lines that you want to import.');
  return changeRoster(
    ctx,
    eventId,
    (tx) => lockRoster(tx, eventId, scope),
    async (tx, _, event) => {
      const upload = await findUpload(tx, eventId, uploadId, scope);
      if (!upload) throw uploadNotFound();
      // Read again: who was added while this import waited for the event is on the roster now.
      const roster = await listWholeRoster(tx, eventId);
      const ticked = new Set(lines);
      const plan = planImport(upload.lines, matching, { roster, event }).filter(
        ({ line }) => choice === 'all' || ticked.has(line),
      );
      const outcome = await apply(plan);
      const details = { ...outcome, from: upload.fileName === null ? 'pasted' : 'file' };
      if (outcome.added + outcome.changed > 0) {
        await record(tx, ctx, { action: 'attendees.imported', subject: `event:${eventId}`, details });
      }
      return outcome;

      async function apply(planned: readonly PlannedLine[]): Promise<ImportOutcome> {
        const at = ctx.clock.now();
        const added = planned.filter((each) => each.kind === 'new');
        const changed = planned.filter((each) => each.kind === 'changed');
        for (const { saved, person } of changed) {
          if (!(await updateAttendee(tx, saved, person, at))) {
            throw new AppError('conflict', 'The roster is being changed right now. Nothing was imported. Try again.');
          }
        }
        await insertAttendees(
          tx,
          added.map(({ person }) => ({
            ...person,
            eventId,
            source: 'roster' as const,
            createdBy: ctx.actor.userId,
            createdAt: at,
            updatedAt: at,
          })),
        );
        return { added: added.length, changed: changed.length };
      }
    },
  );
}
