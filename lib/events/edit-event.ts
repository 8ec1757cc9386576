import type { z } from 'zod';
import { listCategories, lockEvent } from '@/db/queries/events';
import { lockRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { nameConference } from '@/lib/conferences/join-conference';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { EventContent, ProviderEvent } from './event';
import { changedFields, contentOf, differencesOf } from './event-content';
import type { EditConflict, PastWarning, SimilarWarning } from './event-decision';
import type { editEventSchema } from './event-input';
import { eventNotFound, getEvent } from './find-event';
import { checkCategories } from './offered-categories';
import { refuseCanceled } from './refuse-canceled';
import { pastWarning, whyNotEditable } from './rules';
import { findSimilarEvents } from './similar-events';
import { writeEventChange } from './write-event-change';

export type EditEventResult = { kind: 'edited'; eventId: number } | PastWarning | SimilarWarning | EditConflict;

type EditInput = z.output<typeof editEventSchema> & { eventId: number };

/**
 * Changes an event until the end of its end date (manual, "Revising Existing Events"; M16). It never silently
 * overwrites what somebody else has saved in the meantime: the person who saves later chooses.
 */
export async function editEvent(ctx: Context, input: EditInput): Promise<EditEventResult> {
  const { actor } = ctx;
  const { eventId, version, overVersion, pastEnd, sameEvent, ...entered } = input;

  return ctx.db.transaction(async (tx) => {
    // The roster's units follow the hours, and people are always locked before their event.
    await lockRoster(tx, eventId, scopeOf(actor));
    const locked = await lockEvent(tx, eventId, scopeOf(actor));
    if (!locked) throw eventNotFound();
    authorize(ctx, 'event.edit', locked);
    refuseCanceled(locked);
    const today = ctx.clock.today();
    const why = whyNotEditable(locked, today);
    if (why)
      throw new AppError('forbidden', `${why} Nothing was saved. Choose “Ask for a correction” on the event’s page.`);

    const event = await getEvent({ actor, db: tx }, eventId);
    const saved = contentOf(event);
    const conference = await nameConference(tx, locked.providerId, entered.conference, entered);
    const content = { ...entered, conference };
    const changed = changedFields(saved, content);
    // The same form sent twice, or saved without a change: the event already has this content.
    if (changed.length === 0) return { kind: 'edited', eventId };
    const past = pastWarning(content, today, pastEnd);
    if (past) return past;
    if (event.version !== (overVersion ?? version)) {
      return conflictOf(event, changed, content, await categoryNames(tx));
    }

    await checkCategories(tx, content.categoryIds, saved.categoryIds);
    const moved = (['title', 'startsOn', 'endsOn', 'location'] as const).some((field) => changed.includes(field));
    if (moved && sameEvent !== 'accepted') {
      const events = await findSimilarEvents(tx, locked.providerId, content, { thanEventId: eventId });
      if (events.length > 0) return { kind: 'similar', events };
    }

    const which = { eventId, providerId: locked.providerId, version: event.version, openOn: today };
    await writeEventChange(tx, ctx, which, { saved, content });
    return { kind: 'edited', eventId };
  });
}

export async function categoryNames(tx: Parameters<typeof listCategories>[0]): Promise<Map<number, string>> {
  return new Map((await listCategories(tx)).map(({ id, name }) => [id, name]));
}

/** Returns both versions, where they differ, for the person who saves later. */
export function conflictOf(
  event: ProviderEvent,
  changed: ReturnType<typeof changedFields>,
  mine: EventContent,
  names: ReadonlyMap<number, string>,
): EditConflict {
  return {
    kind: 'conflict',
    eventId: event.id,
    version: event.version,
    savedBy: event.updatedByName,
    savedAt: formatMoment(event.updatedAt),
    differences: differencesOf(contentOf(event), mine, changed, names),
  };
}
