import type { z } from 'zod';
import { findConferenceByRequestKey } from '@/db/queries/conferences';
import { authorize } from '@/lib/access/authorize';
import { placeOfForm } from '@/lib/access/for-provider';
import { getPlace } from '@/lib/access/place';
import { writeNewConference } from '@/lib/conferences/write-conference';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import type { addConferenceSchema } from './conference-input';

/**
 * Returns a blank form to add a conference.
 * @throws AppError `forbidden`
 */
export function addConferenceForm(ctx: Context): FormValues {
  authorize(ctx, 'event.add');
  return { requestKey: crypto.randomUUID(), forProvider: String(getPlace(ctx.actor).providerId) };
}

/**
 * Adds a conference for the actor's provider (M24). Sending the same form again adds nothing.
 * @returns its number
 * @throws AppError `forbidden`, or `conflict` when the person works for another provider now
 */
export async function addConference(ctx: Context, input: z.output<typeof addConferenceSchema>): Promise<number> {
  const { requestKey, forProvider, ...content } = input;
  authorize(ctx, 'event.add');
  const { providerId } = placeOfForm(ctx.actor, forProvider);
  return ctx.db.transaction(async (tx) => {
    const earlier = await findConferenceByRequestKey(tx, requestKey, providerId);
    if (earlier !== null) return earlier;
    const added = await writeNewConference(tx, ctx, { providerId, requestKey }, content);
    // A double click: the other request inserted its conference between the check above and this insert.
    const id = added ?? (await findConferenceByRequestKey(tx, requestKey, providerId));
    if (id === null) throw new AppError('conflict', 'This form was already sent. Open a new one.');
    return id;
  });
}
