import { findShareLink, lockShareLink, setLinkRevoked } from '@/db/queries/share-links';
import { record } from '@/lib/audit/record';
import { authoriseEventChange } from '@/lib/events/policy';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from './not-found';

/**
 * Ends a link for good. Certificates that were claimed through it stay; who claimed one still finds it with the same
 * browser. Revoked twice is revoked.
 * @throws AppError `not_found` or `forbidden`
 */
export async function revokeShareLink(ctx: Context, { eventId, linkId }: { eventId: number; linkId: number }) {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const link = await findShareLink(tx, eventId, linkId, scopeOf(actor));
    if (!link) throw linkNotFoundForProvider();
    authoriseEventChange(actor);
    await lockShareLink(tx, linkId);
    if (!(await setLinkRevoked(tx, linkId, ctx.clock.now(), actor.userId))) return;
    await record(tx, ctx, { action: 'share_link.revoked', subject: `event:${eventId}`, details: { linkId } });
  });
}
