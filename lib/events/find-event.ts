import { findEventRow, listAgenda, listEventsByIds } from '@/db/queries/events';
import { scopeOf } from '@/lib/access/scope';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { ProviderEvent } from './event';
import { storedContent } from './event-content';

type Reading = Pick<Context, 'actor'> & { db: Parameters<typeof findEventRow>[0] };

/** Returns the event if its provider or staff may see it; null when it is another provider's or does not exist. */
export async function findEvent(ctx: Reading, eventId: number): Promise<ProviderEvent | null> {
  const row = await findEventRow(ctx.db, eventId, scopeOf(ctx.actor));
  if (!row) return null;
  const { event, providerName, providerPhone, updatedByName } = row;
  return {
    id: event.id,
    providerId: event.providerId,
    providerName,
    providerPhone,
    ...storedContent({ ...row, agenda: await listAgenda(ctx.db, eventId) }),
    version: event.version,
    certificateCount: event.certificateCount,
    issuedCount: event.issuedCount,
    reportedIssued: event.reportedIssued,
    canceledAt: event.canceledAt,
    attestedAt: event.attestedAt,
    updatedAt: event.updatedAt,
    updatedByName,
  };
}

/** @throws AppError `not_found`, both for another provider's event and for one that does not exist */
export async function getEvent(ctx: Reading, eventId: number): Promise<ProviderEvent> {
  const event = await findEvent(ctx, eventId);
  if (!event) throw eventNotFound();
  return event;
}

/** Returns the title of the event if its provider or staff may see it, for the title of a page; otherwise null. */
export async function findEventTitle(ctx: Reading, eventId: number): Promise<string | null> {
  const [event] = await listEventsByIds(ctx.db, [eventId], scopeOf(ctx.actor));
  return event?.title ?? null;
}

export function eventNotFound(): AppError {
  return new AppError(
    'not_found',
    'That event is not in your list. Check the address, or the event may have been removed.',
  );
}
