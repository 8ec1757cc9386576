import { wasLoggedSince } from '@/db/queries/audit';
import { isStaff } from '@/lib/access/actor';
import type { AuditEntry } from '@/lib/audit/entries';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';

/** Paging through a roster is one reading; after this long, it is another one (choice). */
const ONE_READING_MS = 3_600_000;

/**
 * Logs that staff read an event's roster, or what is made from it, because rosters are private: the provider sees it in
 * the event's history. Provider users read their own, which is not logged.
 * @param eventId an event that the reader may read
 */
export async function logReading(ctx: Context, eventId: number): Promise<void> {
  const about = { type: 'event', id: eventId } as const;
  await logOnce(ctx, { action: 'roster.opened', subject: `event:${eventId}` }, about);
}

/**
 * Does the same for the roster of a whole conference: its history and those of its sessions show it.
 * @param conferenceId a conference that the reader may read
 */
export async function logConferenceReading(ctx: Context, conferenceId: number): Promise<void> {
  const about = { type: 'conference', id: conferenceId } as const;
  await logOnce(ctx, { action: 'conference_roster.opened', subject: `conference:${conferenceId}` }, about);
}

async function logOnce(
  ctx: Context,
  entry: AuditEntry & { action: 'roster.opened' | 'conference_roster.opened' },
  subject: { type: 'event' | 'conference'; id: number },
): Promise<void> {
  const { actor, clock } = ctx;
  if (!isStaff(actor)) return;
  const since = new Date(clock.now().getTime() - ONE_READING_MS);
  if (await wasLoggedSince(ctx.db, { userId: actor.userId, action: entry.action, subject, since })) return;
  await record(ctx.db, ctx, entry);
}
