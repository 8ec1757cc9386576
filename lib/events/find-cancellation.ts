import { findLatestCancellation } from '@/db/queries/cancellations';
import type { Context } from '@/lib/platform/visit';
import type { ProviderEvent } from './event';

export type Cancellation = NonNullable<Awaited<ReturnType<typeof findLatestCancellation>>>;

/** Returns who canceled an event, when and why; null when it is not canceled. The caller has read the event in scope. */
export async function findCancellation(ctx: Context, event: ProviderEvent): Promise<Cancellation | null> {
  return event.canceledAt ? findLatestCancellation(ctx.db, event.id) : null;
}
