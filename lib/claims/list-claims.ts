import { listNamesakes } from '@/db/queries/attendees';
import { findClaim, findMadeByClaim, listClaims as listClaimRows } from '@/db/queries/claims';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { logReading } from '@/lib/attendees/log-reading';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from '@/lib/share-links/not-found';

const PAGE = 50;
/** The most waiting claims on a page; each decision makes room for the next one. */
const MAX_WAITING = 100;

export type ListedClaim = Awaited<ReturnType<typeof listClaimRows>>[number];

/**
 * Returns the claims of an event: the waiting ones, oldest first, and the others, newest first, before the given one.
 * @throws AppError `forbidden`
 */
export async function listClaims(ctx: Context, eventId: number, before: number | null) {
  authorize(ctx, 'roster.read');
  const scope = scopeOf(ctx.actor);
  const [waiting, rows] = await Promise.all([
    listClaimRows(ctx.db, eventId, scope, { before: null, most: MAX_WAITING, waitingOnly: true }),
    listClaimRows(ctx.db, eventId, scope, { before, most: PAGE + 1 }),
  ]);
  if (waiting.length + rows.length > 0) await logReading(ctx, eventId);
  const { shown, next: olderThan } = onePage(rows, PAGE, ({ id }) => id);
  return { waiting, others: shown, olderThan };
}

/**
 * Returns a claim of the event.
 * @throws AppError `forbidden`, or `not_found`, both for one of another event or provider and for one that does not
 * exist
 */
export async function getClaim(ctx: Context, eventId: number, claimId: number): Promise<ListedClaim> {
  authorize(ctx, 'roster.read');
  const claim = await findClaim(ctx.db, eventId, claimId, scopeOf(ctx.actor));
  if (!claim) throw linkNotFoundForProvider();
  await logReading(ctx, eventId);
  return claim;
}

/**
 * Returns the people on the roster whose claim it may be, because they have the same name, or the same address and a name
 * like it, or because it was recognized as theirs.
 * @throws AppError `forbidden`
 */
export async function listWhoClaims(
  ctx: Context,
  { eventId, name, email, attendeeId }: Pick<ListedClaim, 'eventId' | 'name' | 'email' | 'attendeeId'>,
) {
  authorize(ctx, 'roster.read');
  return listNamesakes(ctx.db, eventId, { name, email, among: attendeeId });
}

/**
 * Returns whether a claim made the certificate that it led to, so that withdrawing it revokes that certificate. Otherwise the
 * person had it before.
 * @throws AppError `forbidden`
 */
export async function madeItsCertificate(ctx: Context, { id }: Pick<ListedClaim, 'id'>): Promise<boolean> {
  authorize(ctx, 'roster.read');
  return (await findMadeByClaim(ctx.db, id)) !== null;
}

export type WhoClaims = Awaited<ReturnType<typeof listWhoClaims>>[number];
