import type { Transaction } from '@/db/client';
import { findLatestRule, listFacts } from '@/db/queries/attendance';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import type { LockedEvent } from '../change-roster';
import type { Rostered } from '../import/planned';
import { batchesOf } from './batches';
import { presencesOf } from './presence-of-facts';
import { recount } from './recount';
import { applyBatches } from './save-attendance';

/**
 * Counts one person again by the facts on record, if the event's times are set, in the transaction that locked the person
 * and the event.
 * @throws AppError `forbidden`
 */
export async function countAgain(
  tx: Transaction,
  ctx: Context,
  { attendee, event }: { attendee: Rostered; event: LockedEvent },
): Promise<void> {
  authorize(ctx, 'roster.change', event);
  const rule = await findLatestRule(tx, event.id);
  if (!rule) return;
  const presences = presencesOf(await listFacts(tx, event.id, attendee.id)).get(attendee.id) ?? [];
  const batches = batchesOf(recount([[attendee, presences]], rule, event));
  await applyBatches(tx, ctx, { eventId: event.id, files: [], rule, batches });
}
