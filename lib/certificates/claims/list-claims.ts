import { findClaim, listClaims as listClaimRows } from '@/db/queries/claims';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from '../share-links/not-found';

const PAGE = 50;
/** More than a page holds need not be drawn at once: each one that is decided makes room for the next. */
const MOST_WAITING = 100;

export type ListedClaim = Awaited<ReturnType<typeof listClaimRows>>[number];

/** The claims of an event: those that wait, the oldest first, and the others, the newest first, from one on. */
export async function listClaims(ctx: Context, eventId: number, before: number | null) {
  const scope = scopeOf(ctx.actor);
  const [waiting, rows] = await Promise.all([
    listClaimRows(ctx.db, eventId, scope, { before: null, most: MOST_WAITING, waitingOnly: true }),
    listClaimRows(ctx.db, eventId, scope, { before, most: PAGE + 1 }),
  ]);
  const others = rows.slice(0, PAGE);
  return { waiting, others, olderThan: rows.length > PAGE ? others.at(-1)!.id : null };
}

/** @throws AppError `not_found`, the same for a claim of another event or provider and for none */
export async function getClaim(ctx: Context, eventId: number, claimId: number): Promise<ListedClaim> {
  const claim = await findClaim(ctx.db, eventId, claimId, scopeOf(ctx.actor));
  if (!claim) throw linkNotFoundForProvider();
  return claim;
}
