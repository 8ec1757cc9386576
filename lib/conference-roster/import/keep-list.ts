import { insertConferenceUpload } from '@/db/queries/conference-uploads';
import { authorize } from '@/lib/access/authorize';
import { type Given, readGiven } from '@/lib/attendees/import/keep-upload';
import { getConference } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';

/**
 * Reads a list of the attendees of several sessions and saves it until it is imported. No roster changes yet.
 * @returns the number under which it is saved for a day
 * @throws AppError `not_found`, `forbidden`, `invalid` with a sentence about the file, or `too_many` or `unavailable` when
 * there is no room for it
 */
export async function keepConferenceList(
  ctx: Context,
  { conferenceId, ...given }: Given & { conferenceId: number },
): Promise<number> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.change', conference);
  const { fileName, lines, about } = await readGiven(ctx, given);
  return insertConferenceUpload(ctx.db, {
    conferenceId,
    fileName,
    lines,
    about,
    createdBy: ctx.actor.userId,
    createdAt: ctx.clock.now(),
  });
}
