import { findShareLink, lockShareLink, setLinkRevoked } from '@/db/queries/share-links';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from './not-found';

/**
 * Ends a link permanently. Certificates that were claimed through it remain, and people still find theirs in the
 * browser in which they claimed it. Revoking twice changes nothing.
 * @throws AppError `not_found` or `forbidden`
 */
export async function revokeShareLink(ctx: Context, { eventId, linkId }: { eventId: number; linkId: number }) {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const link = await findShareLink(tx, eventId, linkId, scopeOf(actor));
    if (!link) throw linkNotFoundForProvider();
    authorize(ctx, 'share_link.change');
    await lockShareLink(tx, linkId);
    if (!(await setLinkRevoked(tx, linkId, ctx.clock.now(), actor.userId))) return;
    await record(tx, ctx, { action: 'share_link.revoked', subject: `event:${eventId}`, details: { linkId } });
  });
}
