import type { Transaction } from '@/db/client';
import { replaceAgenda, replaceCategories, updateEvent } from '@/db/queries/event-writing';
import { fitUnits } from '@/db/queries/roster';
import { record } from '@/lib/audit/record';
import { joinConference } from '@/lib/conferences/join-conference';
import type { Day } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { columnsOf } from './event-columns';
import { changedFields, changesOf, type EventContent, type SavedContent } from './event-content';

/**
 * The event as its caller locked and read it. `openOn`: reject if it ended before that day; null: never reject.
 * `attestedBy`: the person who attested to this content, if that is not the actor.
 */
type EventVersion = { eventId: number; providerId: number; version: number; openOn: Day | null; attestedBy?: number };

/**
 * Writes a change to an event with all its consequences, and records it. The caller has already decided whether the
 * actor may change it, whether now is the right moment, and what to do about other changes; for a provider's own change
 * that is `editEvent`.
 * @throws AppError `conflict` when the event is no longer at this version, or has ended
 */
export async function writeEventChange(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  { eventId, providerId, version, openOn, attestedBy }: EventVersion,
  { saved, content: given, reason }: { saved: SavedContent; content: EventContent; reason?: string },
): Promise<void> {
  const changed = changedFields(saved, given);
  // A session stays in a conference that was closed since, but joins only an open one.
  const conference = changed.includes('conference')
    ? await joinConference(tx, ctx, providerId, given)
    : saved.conference;
  const content = { ...given, conference };
  const at = ctx.clock.now();
  const which = { eventId, providerId, version, openOn };
  const done = await updateEvent(tx, which, columnsOf(content), { by: ctx.actor.userId, at, attestedBy });
  if (!done) throw new AppError('conflict', 'This event was changed a moment ago. Nothing was saved. Try again.');
  if (changed.includes('categoryIds')) await replaceCategories(tx, eventId, content.categoryIds);
  if (changed.includes('hours')) await fitUnits(tx, eventId, { from: saved.hours, to: content.hours, at });
  if (changed.includes('agenda')) await replaceAgenda(tx, eventId, content.agenda);
  await record(tx, ctx, {
    action: 'event.edited',
    subject: `event:${eventId}`,
    details: { version: version + 1, changes: changesOf(saved, content, changed), ...(reason && { reason }) },
  });
}
