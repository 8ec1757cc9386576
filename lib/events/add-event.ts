import type { z } from 'zod';
import { findEventByRequestKey, insertAgenda, insertCategories, insertEvent } from '@/db/queries/event-writing';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { columnsOf } from './event-columns';
import { changedFields, contentOf, type EventContent } from './event-content';
import type { AlreadyAdded, PastWarning, SimilarWarning } from './event-decision';
import type { addEventSchema } from './event-input';
import { getEvent } from './find-event';
import { checkCategories } from './offered-categories';
import { authoriseEventChange } from './policy';
import { pastWarning } from './rules';
import { findSimilarEvents } from './similar-events';

/** What came of it: the event, or what the person decides first. */
export type AddEventResult = { kind: 'added'; eventId: number } | PastWarning | SimilarWarning | AlreadyAdded;

/**
 * Adds an event for the actor's provider (manual, "Reporting Events"). The same form sent again adds nothing: the
 * event that it made is the answer. A form that was changed after it had made an event is asked about.
 */
export async function addEvent(ctx: Context, input: z.output<typeof addEventSchema>): Promise<AddEventResult> {
  const { actor } = ctx;
  authoriseEventChange(actor);
  const { requestKey: firstKey, forProvider, freshKey, pastEnd, sameEvent, ...content } = input;
  if (forProvider !== undefined && forProvider !== actor.providerId) throw new AppError('conflict', switchedTo(actor));
  const requestKey = freshKey ?? firstKey;

  const made = await findEventByRequestKey(ctx.db, requestKey, actor.providerId);
  const earlier = made === null ? null : await alreadyAdded(ctx, made, content);
  if (earlier?.kind === 'added') return earlier;
  const past = pastWarning(content, ctx.clock.today(), pastEnd);
  if (past) return past;
  if (earlier) return earlier;

  return ctx.db.transaction(async (tx) => {
    await checkCategories(tx, content.categoryIds, []);
    if (sameEvent !== 'accepted') {
      const events = await findSimilarEvents(tx, actor.providerId, content, { thanRequestKey: requestKey });
      if (events.length > 0) return { kind: 'similar', events };
    }
    const { providerId } = actor;
    const saved = { by: actor.userId, at: ctx.clock.now() };
    const eventId = await insertEvent(tx, { ...columnsOf(content), providerId, requestKey }, saved);
    if (eventId === null) {
      // A double click: the other request inserted between the question above and this insert.
      const twin = await findEventByRequestKey(tx, requestKey, providerId);
      if (twin === null) throw new AppError('conflict', 'This form was sent already. Open a new one to add an event.');
      return alreadyAdded({ ...ctx, db: tx }, twin, content);
    }
    await insertCategories(tx, eventId, content.categoryIds);
    await insertAgenda(tx, eventId, content.agenda);
    await record(tx, ctx, { action: 'event.added', subject: `event:${eventId}`, details: { after: content } });
    return { kind: 'added', eventId };
  });
}

function switchedTo({ providerName }: { providerName: string }): string {
  return `Nothing is saved: this form was opened for another provider, and you work for ${providerName} now. Open the Secure Portal in a new tab, switch back, and then press “Add event” here again.`;
}

type Reading = Parameters<typeof getEvent>[0];

/** Going back in the browser and changing the form must not lose what was typed by showing the first event. */
async function alreadyAdded(ctx: Reading, eventId: number, content: EventContent): Promise<AddEventResult> {
  const saved = await getEvent(ctx, eventId);
  return changedFields(contentOf(saved), content).length === 0
    ? { kind: 'added', eventId }
    : { kind: 'already_added', eventId, freshKey: crypto.randomUUID() };
}
