import { z } from 'zod';
import { insertDistinct } from '@/db/queries/duplicates';
import { findIdsByIdentity, insertAttendeeBatch, updateAttendeeBatch } from '@/db/queries/roster';
import { confirmMarks, idsIn } from '@/db/queries/roster-markings';
import { findUpload } from '@/db/queries/roster-uploads';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { AppError, StaleError } from '@/lib/platform/errors';
import { rowsIn } from '@/lib/platform/json-batches';
import { noteProgress } from '@/lib/platform/progress';
import { workInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { changeAsPlanned } from '../change-as-planned';
import { whyNotTheseColumns } from './columns';
import { MAX_TABLE_LINES } from './limits';
import { readMarksText, readMatchingText, readOff } from './matching';
import type { planUpload } from './plan-upload';
import { uploadNotFound } from './preview-import';
import { remember } from './remember';

const PLAN = defineReading<typeof planUpload>('lib/attendees/import/plan-upload.ts', 'planUpload');

const rowNumbers = z
  .array(
    z
      .string()
      .regex(/^\d{1,7}$/)
      .transform(Number),
  )
  .max(MAX_TABLE_LINES)
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
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing is checked, `conflict`, or `too_many` or
 * `unavailable` when there is no room to plan it
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
  const why = whyNotTheseColumns(matching.columns);
  if (why) throw new AppError('invalid', why);
  if (choice === 'ticked' && lines.length + apart.length === 0)
    throw new AppError('invalid', 'Check the rows you want to import.');
  return changeAsPlanned(ctx, eventId, {
    plan: async (db, { hours }, { text: roster }) => {
      const upload = await findUpload(db, eventId, uploadId, scopeOf(ctx.actor));
      if (!upload) throw uploadNotFound();
      noteProgress(ctx, 'Checking');
      const order = {
        lines: upload.lines,
        about: upload.about,
        matching,
        checked: choice === 'ticked' ? [...lines, ...apart] : null,
        apart: { rows: apart, by: uploadId },
        roster,
        event: { hours },
      };
      return { ...(await workInWorker(PLAN, order, ctx)), from: upload.fileName === null ? 'pasted' : 'file' } as const;
    },
    change: async (tx, { added, changed, confirmed, apart: others, heading, choice: own, from }, event) => {
      const [at, by] = [ctx.clock.now(), ctx.actor.userId];
      const outcome = { added: rowsIn(added), changed: rowsIn(changed) };
      const note = progressNoter(ctx, outcome.added + outcome.changed);
      for (const { text, count } of changed) {
        if ((await updateAttendeeBatch(tx, text, at)) < count) throw new StaleError();
        note(count);
      }
      for (const { text, count } of added) {
        await insertAttendeeBatch(tx, text, { eventId, source: 'roster', createdBy: by, at });
        note(count);
      }
      await confirmMarks(tx, eventId, idsIn(confirmed), at);
      const ids = await findIdsByIdentity(
        tx,
        eventId,
        others.map(([, identity]) => identity),
      );
      const pairs = others.map(([savedId, identity]) => [savedId, ids.get(identity)!] as const);
      await insertDistinct(tx, pairs, { decidedBy: by, decidedAt: at });
      await remember(tx, ctx, { providerId: event.providerId, use: 'roster', heading, choice: own });
      if (outcome.added + outcome.changed > 0) {
        const details = { ...outcome, from };
        await record(tx, ctx, { action: 'attendees.imported', subject: `event:${eventId}`, details });
      }
      return outcome;
    },
  });
}

/** Returns a function that notes how many more rows were saved. */
function progressNoter(ctx: Context, of: number): (count: number) => void {
  let done = 0;
  return (count) => {
    done += count;
    noteProgress(ctx, 'Saving', done, of);
  };
}
