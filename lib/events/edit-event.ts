import type { z } from 'zod';
import { replaceAgenda, replaceCategories, updateEvent } from '@/db/queries/event-writing';
import { listCategories, lockEvent } from '@/db/queries/events';
import { fitUnits, lockRoster } from '@/db/queries/roster';
import { record } from '@/lib/audit/record';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import type { ProviderEvent } from './event';
import { columnsOf } from './event-columns';
import { CONTENT_LABELS, changedFields, changesOf, contentOf, describeField, type EventContent } from './event-content';
import type { EditConflict, PastWarning, SimilarWarning } from './event-decision';
import type { editEventSchema } from './event-input';
import { eventNotFound, getEvent } from './find-event';
import { checkCategories } from './offered-categories';
import { authoriseEventChange } from './policy';
import { pastWarning, whyNotEditable } from './rules';
import { findSimilarEvents } from './similar-events';

export type EditEventResult = { kind: 'edited'; eventId: number } | PastWarning | SimilarWarning | EditConflict;

type EditInput = z.output<typeof editEventSchema> & { eventId: number };

/**
 * Changes an event until the end of its end date (manual, "Revising Existing Events"; M16). What somebody else saved
 * meanwhile is never overwritten unseen: the later one chooses.
 */
export async function editEvent(ctx: Context, input: EditInput): Promise<EditEventResult> {
  const { actor } = ctx;
  const { eventId, version, overVersion, pastEnd, sameEvent, ...content } = input;

  return ctx.db.transaction(async (tx) => {
    // The roster's units follow the hours; people are held before their event, everywhere.
    await lockRoster(tx, eventId, scopeOf(actor));
    const locked = await lockEvent(tx, eventId, scopeOf(actor));
    if (!locked) throw eventNotFound();
    authoriseEventChange(actor);
    const today = ctx.clock.today();
    const why = whyNotEditable(locked, today);
    if (why)
      throw new AppError('forbidden', `${why} Nothing was saved. This event’s page says how to ask for a change.`);

    const event = await getEvent({ actor, db: tx }, eventId);
    const saved = contentOf(event);
    const changed = changedFields(saved, content);
    // The same form sent twice, or saved without a change: what it says is what is saved.
    if (changed.length === 0) return { kind: 'edited', eventId };
    const past = pastWarning(content, today, pastEnd);
    if (past) return past;
    if (event.version !== (overVersion ?? version)) {
      return conflictOf(event, changed, content, await categoryNames(tx));
    }

    await checkCategories(tx, content.categoryIds, saved.categoryIds);
    const moved = (['title', 'startsOn', 'endsOn', 'location'] as const).some((field) => changed.includes(field));
    if (moved && sameEvent !== 'accepted') {
      const events = await findSimilarEvents(tx, actor.providerId, content, { thanEventId: eventId });
      if (events.length > 0) return { kind: 'similar', events };
    }

    const which = { eventId, providerId: actor.providerId, version: event.version, today };
    const done = await updateEvent(tx, which, columnsOf(content), { by: actor.userId, at: ctx.clock.now() });
    if (!done) throw new AppError('conflict', 'This event was changed a moment ago. Nothing was saved. Try again.');
    if (changed.includes('categoryIds')) await replaceCategories(tx, eventId, content.categoryIds);
    if (changed.includes('hours')) {
      await fitUnits(tx, eventId, { from: saved.hours, to: content.hours, at: ctx.clock.now() });
    }
    if (changed.includes('agenda')) await replaceAgenda(tx, eventId, content.agenda);
    await record(tx, ctx, {
      action: 'event.edited',
      subject: `event:${eventId}`,
      details: { version: event.version + 1, changes: changesOf(saved, content, changed) },
    });
    return { kind: 'edited', eventId };
  });
}

async function categoryNames(tx: Parameters<typeof listCategories>[0]): Promise<Map<number, string>> {
  return new Map((await listCategories(tx)).map(({ id, name }) => [id, name]));
}

function conflictOf(
  event: ProviderEvent,
  changed: ReturnType<typeof changedFields>,
  mine: EventContent,
  names: ReadonlyMap<number, string>,
): EditConflict {
  const theirs = contentOf(event);
  return {
    kind: 'conflict',
    eventId: event.id,
    version: event.version,
    savedBy: event.updatedByName,
    savedAt: formatMoment(event.updatedAt),
    differences: changed.map((field) => ({
      field: CONTENT_LABELS[field],
      before: describeField(theirs, field, names),
      after: describeField(mine, field, names),
    })),
  };
}
