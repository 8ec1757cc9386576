import { listWaitingRows, type WaitingRow } from '@/db/queries/claims';
import { type Context, scopeOf } from '@/lib/platform/visit';

/** The events whose claims wait for the provider's decision, the longest waiting first; `more` than are told of here. */
export type WaitingClaims = { events: WaitingRow[]; more: boolean };

/** For those who decide on none. */
export const NONE_WAIT: WaitingClaims = { events: [], more: false };

const SHOWN = 5;

/** What attendees asked for through links whose claims the provider decides on: until then they have no certificate. */
export async function listWaitingClaims(ctx: Context): Promise<WaitingClaims> {
  const events = await listWaitingRows(ctx.db, scopeOf(ctx.actor), SHOWN + 1);
  return { events: events.slice(0, SHOWN), more: events.length > SHOWN };
}
