import type { z } from 'zod';
import {
  listSessionTexts,
  lockConference,
  lockSessions,
  setSearchTexts,
  updateConference,
} from '@/db/queries/conferences';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import type { Conference, ConferenceContent } from '@/lib/conferences/conference';
import { conferenceNotFound, getConference } from '@/lib/conferences/find-conference';
import { whyClosed } from '@/lib/conferences/rules';
import { searchTextOf } from '@/lib/events/search-text';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { type changeConferenceSchema, filledConferenceForm } from './conference-input';

/**
 * Returns the form to change a conference, or the reason why it can't be changed now.
 * @throws AppError `not_found`, or `forbidden` for people who may not change events
 */
export async function changeConferenceForm(
  ctx: Context,
  conferenceId: number,
): Promise<{ conference: Conference; why: string | null; values: FormValues }> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.edit', conference);
  const values = { ...filledConferenceForm(conference), version: String(conference.version) };
  return { conference, why: whyClosed(conference), values };
}

const FIELDS = [
  'name',
  'startsOn',
  'endsOn',
  'place',
  'program',
  'contact',
] as const satisfies (keyof ConferenceContent)[];

/**
 * Changes a conference. Its sessions keep their own dates and places, and a search finds them by the new name.
 * @throws AppError `not_found`, `forbidden`, `invalid` while it is closed, or `conflict` when someone else changed it
 *   since the form was opened
 */
export async function changeConference(
  ctx: Context,
  { conferenceId, version, ...content }: z.output<typeof changeConferenceSchema> & { conferenceId: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const seen = await getConference({ actor: ctx.actor, db: tx }, conferenceId);
    // A session that is edited is locked before the conference that it joins.
    if (seen.name !== content.name) await lockSessions(tx, conferenceId);
    const locked = await lockConference(tx, conferenceId, scopeOf(ctx.actor));
    if (!locked) throw conferenceNotFound();
    authorize(ctx, 'event.edit', locked);
    const why = whyClosed(locked);
    if (why) throw new AppError('invalid', why);
    const changed = FIELDS.filter((field) => locked[field] !== content[field]);
    if (changed.length === 0) return;
    if (locked.version !== version) {
      throw new AppError(
        'conflict',
        'Someone changed this conference while you had the form open. Open it in another tab to see the current details, then enter your changes there.',
      );
    }
    const at = ctx.clock.now();
    await updateConference(tx, conferenceId, content, { by: ctx.actor.userId, at });
    if (changed.includes('name')) {
      const sessions = await listSessionTexts(tx, conferenceId);
      const texts = sessions.map(({ id, ...texts }) => ({
        id,
        searchText: searchTextOf({ ...texts, conference: content.name }),
      }));
      await setSearchTexts(tx, texts);
    }
    await record(tx, ctx, {
      action: 'conference.changed',
      subject: `conference:${conferenceId}`,
      details: {
        version: version + 1,
        changes: Object.fromEntries(changed.map((field) => [field, { before: locked[field], after: content[field] }])),
      },
    });
  });
}
