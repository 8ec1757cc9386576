import type { Transaction } from '@/db/client';
import { insertAgenda, insertCategories, insertEvent, lockProviderToAdd } from '@/db/queries/event-writing';
import { getPlace } from '@/lib/access/place';
import { whyNotAddEvents } from '@/lib/access/standing';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { columnsOf } from './event-columns';
import type { EventContent } from './event-content';

/**
 * Writes a new event of a provider with everything that belongs to it, and records it. The caller has already decided
 * whether the actor may add it.
 * @param which `continuesEventId`: the year before of a course that is always open
 * @returns its number, or null when an event with this request key exists already
 * @throws AppError `forbidden` when the provider was closed meanwhile
 */
export async function writeNewEvent(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  {
    providerId,
    requestKey,
    continuesEventId = null,
  }: { providerId: number; requestKey: string; continuesEventId?: number | null },
  content: EventContent,
): Promise<number | null> {
  // It may have been closed or merged after the person's rights were read.
  const provider = await lockProviderToAdd(tx, providerId);
  if (provider?.standing === 'closed')
    throw new AppError('forbidden', whyNotAddEvents({ ...getPlace(ctx.actor), standing: 'closed' })!);
  const saved = { by: ctx.actor.userId, at: ctx.clock.now() };
  const eventId = await insertEvent(tx, { ...columnsOf(content), providerId, requestKey, continuesEventId }, saved);
  if (eventId === null) return null;
  await insertCategories(tx, eventId, content.categoryIds);
  await insertAgenda(tx, eventId, content.agenda);
  await record(tx, ctx, { action: 'event.added', subject: `event:${eventId}`, details: { after: content } });
  return eventId;
}
