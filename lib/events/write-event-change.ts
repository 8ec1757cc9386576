import type { Transaction } from '@/db/client';
import { listCourseEntries } from '@/db/queries/course-entries';
import { replaceAgenda, replaceCategories, updateEvent } from '@/db/queries/event-writing';
import { fitUnits } from '@/db/queries/roster';
import { authorOf } from '@/lib/access/actor';
import { type Recorder, record } from '@/lib/audit/record';
import { joinConference } from '@/lib/conferences/join-conference';
import type { Day } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { whyNotThisEntry } from './asynchronous';
import type { ContentField, EventContent, SavedContent } from './event';
import { columnsOf } from './event-columns';
import { changedFields, changesOf } from './event-content';
import { sayIfNumberTaken } from './own-number';

/**
 * The event as its caller locked and read it. `openOn`: reject if it ended before that day; null: never reject.
 * `attested`: who attested to this content and when, if that is not the actor now.
 */
type EventVersion = {
  eventId: number;
  providerId: number;
  version: number;
  openOn: Day | null;
  attested?: { by: number; at: Date };
};

/**
 * Writes a change to an event with all its consequences, and records it. The caller has already decided whether the
 * actor may change it, whether now is the right moment, and what to do about other changes; for a provider's own change
 * that is `editEvent`.
 * @throws AppError `invalid` for dates that another year of the course has; `conflict` when the event is no longer at this version, or has ended, or when another event has its own number
 */
export async function writeEventChange(
  tx: Transaction,
  ctx: Recorder,
  { eventId, providerId, version, openOn, attested }: EventVersion,
  { saved, content: given, reason }: { saved: SavedContent; content: EventContent; reason?: string },
): Promise<void> {
  const changed = changedFields(saved, given);
  await refuseOtherEntry(tx, eventId, changed, given);
  // A session stays in a conference that was closed since, but joins only an open one.
  const conference = changed.includes('conference')
    ? await joinConference(tx, ctx, providerId, given)
    : saved.conference;
  const content = { ...given, conference };
  const at = ctx.clock.now();
  const which = { eventId, providerId, version, openOn };
  const done = await sayIfNumberTaken([content.ownNumber], () =>
    updateEvent(tx, which, columnsOf(content), { by: authorOf(ctx.actor), at, attested }),
  );
  if (!done) throw new AppError('conflict', 'This event was changed a moment ago. Nothing was saved. Try again.');
  if (changed.includes('categoryIds')) await replaceCategories(tx, eventId, content.categoryIds);
  const unitsChanged = changed.includes('hours') ? await fitUnits(tx, eventId, at) : 0;
  if (changed.includes('agenda')) await replaceAgenda(tx, eventId, content.agenda);
  await record(tx, ctx, {
    action: 'event.edited',
    subject: `event:${eventId}`,
    details: {
      version: version + 1,
      changes: changesOf(saved, content, changed),
      ...(unitsChanged > 0 && { unitsChanged }),
      ...(reason && { reason }),
    },
  });
}

/** Keeps the years of a course that is always open apart, so that each completion belongs to exactly one of them (M10). */
async function refuseOtherEntry(
  tx: Transaction,
  eventId: number,
  changed: readonly ContentField[],
  content: EventContent,
): Promise<void> {
  if (!(['asynchronous', 'startsOn', 'endsOn'] as const).some((field) => changed.includes(field))) return;
  const entries = await listCourseEntries(tx, eventId, 'every-provider');
  const at = entries.findIndex(({ id }) => id === eventId);
  const why = whyNotThisEntry(content, { before: entries[at - 1] ?? null, after: entries[at + 1] ?? null });
  if (why) throw new AppError('invalid', why);
}
