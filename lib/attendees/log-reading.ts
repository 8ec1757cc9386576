import { wasLoggedSince } from '@/db/queries/audit';
import { isStaff } from '@/lib/access/actor';
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
  const { actor, clock } = ctx;
  if (!isStaff(actor)) return;
  const since = new Date(clock.now().getTime() - ONE_READING_MS);
  const entry = { action: 'roster.opened', subject: `event:${eventId}` } as const;
  const subject = { type: 'event', id: eventId } as const;
  if (await wasLoggedSince(ctx.db, { userId: actor.userId, action: entry.action, subject, since })) return;
  await record(ctx.db, ctx, entry);
}
