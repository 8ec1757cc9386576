import { listWaitingRows, type WaitingRow } from '@/db/queries/claims';
import { scopeOf } from '@/lib/access/scope';
import type { Context } from '@/lib/platform/visit';

/**
 * Lists the events with claims that wait for the provider's decision, longest waiting first; `more` when there are
 * others.
 */
export type WaitingClaims = { events: WaitingRow[]; more: boolean };

/** The result for people who do not decide on claims. */
export const NONE_WAIT: WaitingClaims = { events: [], more: false };

const SHOWN = 5;

/** Returns the claims that the provider has to decide on; until then, the attendees have no certificate. */
export async function listWaitingClaims(ctx: Context): Promise<WaitingClaims> {
  const events = await listWaitingRows(ctx.db, scopeOf(ctx.actor), SHOWN + 1);
  return { events: events.slice(0, SHOWN), more: events.length > SHOWN };
}
