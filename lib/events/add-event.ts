import type { z } from 'zod';
import { findEventByRequestKey } from '@/db/queries/event-writing';
import { authorize } from '@/lib/access/authorize';
import { placeOfForm } from '@/lib/access/for-provider';
import { nameConference } from '@/lib/conferences/join-conference';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { findCoursesToContinue } from './courses-to-continue';
import type { EventContent } from './event';
import { changedFields, contentOf } from './event-content';
import type { AlreadyAdded, ContinueWarning, PastWarning, SimilarWarning } from './event-decision';
import type { addEventSchema } from './event-input';
import { getEvent } from './find-event';
import { checkCategories } from './offered-categories';
import { pastWarning } from './rules';
import { findSimilarEvents } from './similar-events';
import { writeNewEvent } from './write-new-event';

/** The outcome: the event, or what the person has to decide first. */
export type AddEventResult =
  | { kind: 'added'; eventId: number }
  | PastWarning
  | SimilarWarning
  | ContinueWarning
  | AlreadyAdded;

/**
 * Adds an event for the actor's provider (manual, "Reporting Events"). Sending the same form again adds nothing and
 * returns the event that it made. If a form was changed after it made an event, the person is asked what to do.
 * @throws AppError `forbidden`, or `conflict` when the person works for another provider now
 */
export async function addEvent(ctx: Context, input: z.output<typeof addEventSchema>): Promise<AddEventResult> {
  const { actor } = ctx;
  authorize(ctx, 'event.add');
  const { requestKey: firstKey, forProvider, freshKey, pastEnd, sameEvent, newCourse, ...entered } = input;
  const { providerId } = placeOfForm(actor, forProvider);
  const requestKey = freshKey ?? firstKey;
  const content = { ...entered, conference: await nameConference(ctx.db, providerId, entered.conference, entered) };

  const made = await findEventByRequestKey(ctx.db, requestKey, providerId);
  const earlier = made === null ? null : await alreadyAdded(ctx, made, content);
  if (earlier?.kind === 'added') return earlier;
  const past = pastWarning(content, ctx.clock.today(), pastEnd);
  if (past) return past;
  if (earlier) return earlier;

  return ctx.db.transaction(async (tx) => {
    await checkCategories(tx, content.categoryIds, []);
    if (sameEvent !== 'accepted') {
      const events = await findSimilarEvents(tx, providerId, content, { thanRequestKey: requestKey });
      if (events.length > 0) return { kind: 'similar', events };
    }
    if (newCourse !== 'accepted') {
      const courses = await findCoursesToContinue(tx, providerId, content);
      if (courses.length > 0) return { kind: 'continue', courses };
    }
    const eventId = await writeNewEvent(tx, ctx, { providerId, requestKey }, content);
    if (eventId === null) {
      // A double click: the other request inserted its event between the check above and this insert.
      const twin = await findEventByRequestKey(tx, requestKey, providerId);
      if (twin === null) throw new AppError('conflict', 'This form was already sent. Open a new one to add an event.');
      return alreadyAdded({ ...ctx, db: tx }, twin, content);
    }
    return { kind: 'added', eventId };
  });
}

type Reading = Parameters<typeof getEvent>[0];

/** Handles people who go back in the browser and change the form: showing the first event would lose what they typed. */
async function alreadyAdded(ctx: Reading, eventId: number, content: EventContent): Promise<AddEventResult> {
  const saved = await getEvent(ctx, eventId);
  return changedFields(contentOf(saved), content).length === 0
    ? { kind: 'added', eventId }
    : { kind: 'already_added', eventId, freshKey: crypto.randomUUID() };
}
