import { z } from 'zod';
import { insertDistinct } from '@/db/queries/duplicates';
import { insertAttendees, listWholeRoster, lockRoster, updateAttendees } from '@/db/queries/roster';
import { findUpload } from '@/db/queries/roster-uploads';
import type { UploadedLine } from '@/db/schema';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import type { Context } from '@/lib/platform/visit';
import { changeRoster } from '../change-roster';
import { whyNotTheseColumns } from './columns';
import { MAX_LINES } from './limits';
import { type Matching, readMarksText, readMatchingText, readOff } from './matching';
import { planImport } from './plan';
import type { PlannedLine } from './planned';
import { uploadNotFound } from './preview-import';
import { choiceOf, isOwnChoice, remember } from './remembered';
import { understand } from './understand';

const rowNumbers = z
  .array(
    z
      .string()
      .regex(/^\d{1,7}$/)
      .transform(Number),
  )
  .max(MAX_LINES + 1)
  .optional()
  .default([]);

/** The form below the preview: how the columns were matched there, and which lines are checked. */
export const importSchema = z.object({
  columns: z.string().transform((text, ctx) => {
    const columns = readMatchingText(text);
    if (columns) return columns;
    ctx.addIssue({ code: 'custom', message: 'The columns are not matched yet. Open the list again.' });
    return z.NEVER;
  }),
  headings: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
  headingLine: z
    .string()
    .regex(/^\d{0,7}$/)
    .transform((value) => (value === '' ? undefined : Number(value)))
    .optional(),
  marks: z.string().max(5_000).transform(readMarksText).optional(),
  off: z.string().max(100).transform(readOff).optional(),
  unmarked: z.enum(['leave', 'completed']),
  choice: z.enum(['all', 'ticked']),
  lines: rowNumbers,
  /** Rows that are other people than the ones on the roster with their names. */
  apart: rowNumbers,
});

export type ImportOutcome = { added: number; changed: number };

/**
 * Imports the good lines of an uploaded list, all of them or the checked ones, in one transaction (M15). It plans again
 * with the current roster, so that a list that is imported twice, or by two people at once, counts once.
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing is checked, or `conflict`
 */
export async function importRoster(
  ctx: Context,
  {
    eventId,
    uploadId,
    choice,
    lines,
    apart,
    ...matching
  }: z.output<typeof importSchema> & { eventId: number; uploadId: number },
): Promise<ImportOutcome> {
  const scope = scopeOf(ctx.actor);
  const why = whyNotTheseColumns(matching.columns);
  if (why) throw new AppError('invalid', why);
  if (choice === 'ticked' && lines.length + apart.length === 0)
    throw new AppError('invalid', 'Check the rows you want to import.');
  return changeRoster(
    ctx,
    eventId,
    (tx) => lockRoster(tx, eventId, scope),
    async (tx, _, event) => {
      const upload = await findUpload(tx, eventId, uploadId, scope);
      if (!upload) throw uploadNotFound();
      noteProgress(ctx, 'Checking', null, upload.lines.length);
      // Read again, because people may have been added while this import waited for the event.
      const roster = await listWholeRoster(tx, eventId);
      const checked = choice === 'ticked' ? new Set([...lines, ...apart]) : undefined;
      const planned = planImport(upload.lines, matching, {
        roster,
        event,
        hidden: upload.about.hidden,
        checked,
        apart: { rows: new Set(apart), by: uploadId },
      });
      const plan = planned.filter(({ line, doubt }) => (checked ? checked.has(line) : doubt === null));
      const outcome = await apply(plan);
      const own = ownChoice(upload.lines, matching);
      await remember(tx, ctx, { providerId: event.providerId, use: 'roster', ...own });
      const details = { ...outcome, from: upload.fileName === null ? ('pasted' as const) : ('file' as const) };
      if (outcome.added + outcome.changed > 0) {
        await record(tx, ctx, { action: 'attendees.imported', subject: `event:${eventId}`, details });
      }
      return outcome;

      async function apply(planned: readonly PlannedLine[]): Promise<ImportOutcome> {
        const at = ctx.clock.now();
        const added = planned.filter((each) => each.kind === 'new');
        const changed = planned.filter((each) => each.kind === 'changed');
        const changes = changed.map(({ saved: { id, version }, person }) => ({ id, version, ...person }));
        if ((await updateAttendees(tx, changes, at)) < changes.length) {
          throw new AppError(
            'conflict',
            'Someone else is changing the roster right now. Nothing was imported. Try again.',
          );
        }
        const ids = await insertAttendees(
          tx,
          added.map(({ person }) => ({
            ...person,
            eventId,
            source: 'roster' as const,
            createdBy: ctx.actor.userId,
            createdAt: at,
            updatedAt: at,
          })),
          (done) => noteProgress(ctx, 'Saving', done, added.length),
        );
        const pairs = added.flatMap(({ takenFor }, index) => (takenFor ? [[takenFor.id, ids[index]!] as const] : []));
        await insertDistinct(tx, pairs, { decidedBy: ctx.actor.userId, decidedAt: at });
        return { added: added.length, changed: changed.length };
      }
    },
  );
}

/** Returns what the person chose other than what the list suggests; null when it is the same. */
function ownChoice(lines: readonly UploadedLine[], matching: Matching) {
  const guess = understand(lines).heading;
  const { heading, columns } = understand(lines, { headings: matching.headings, headingLine: matching.headingLine });
  const isMoved = heading?.[0] !== guess?.[0];
  const isOwn = isMoved || isOwnChoice(matching, { ...matching, columns, marks: {}, off: [] });
  return { heading, choice: isOwn ? choiceOf(matching) : null };
}
