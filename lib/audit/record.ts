import type { Queryable } from '@/db/client';
import { insertAuditEntry } from '@/db/queries/audit';
import type { Actor, Visit } from '@/lib/platform/visit';

/**
 * Writes what happened into the append-only log. Call it last in the transaction that made it happen: entries are
 * chained one after another, and the chain is held until that transaction ends.
 * @param subject what it happened to, such as `event:1042`
 * @param details plain facts; no passwords, tokens or addresses of people
 */
export async function record(
  tx: Queryable,
  visit: Pick<Visit, 'clock'> & { actor?: Actor },
  entry: { action: string; subject: string; details?: Record<string, unknown> },
): Promise<void> {
  const { actor } = visit;
  await insertAuditEntry(tx, {
    at: visit.clock.now(),
    userId: actor?.userId ?? null,
    providerId: actor?.kind === 'provider' ? actor.providerId : null,
    action: entry.action,
    subject: entry.subject,
    details: entry.details ?? {},
  });
}
