import { z } from 'zod';
import { insertNote, listNotes } from '@/db/queries/provider-notes';
import { findProvider } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';

const MAX_NOTE = 2000;
const MAX_LISTED = 100;

export const addNoteSchema = z.object({ text: paragraphsOfText({ label: 'The note', max: MAX_NOTE }) });

/** What staff noted about a provider. */
export type Note = Awaited<ReturnType<typeof listNotes>>[number];

/**
 * Returns what staff noted about a provider, latest first. No page, email or export for the provider may use it.
 * @throws AppError `forbidden`
 */
export async function listProviderNotes(ctx: Context, providerId: number): Promise<Note[]> {
  authorize(ctx, 'provider.note');
  return listNotes(ctx.db, providerId, MAX_LISTED);
}

/**
 * Adds a note about a provider, for staff only. Notes are not changed; a later one says what an earlier one got wrong.
 * @throws AppError `forbidden` or `not_found`
 */
export async function addNote(
  ctx: Context,
  { providerId, text }: z.output<typeof addNoteSchema> & { providerId: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.note');
    if (!(await findProvider(tx, providerId))) throw providerNotFound();
    const noteId = await insertNote(tx, { providerId, text, by: ctx.actor.userId, at: ctx.clock.now() });
    await record(tx, ctx, { action: 'provider.note_added', subject: `provider:${providerId}`, details: { noteId } });
  });
}
