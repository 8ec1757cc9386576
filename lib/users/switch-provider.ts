import { z } from 'zod';
import { setSessionProvider } from '@/db/queries/account-sessions';
import { findMembership } from '@/db/queries/memberships';
import { placeOf } from '@/lib/access/place';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { recordId } from './record-id';

export const switchProviderSchema = z.object({ providerId: recordId });

/**
 * Switches this session, and no other, to another of the person's providers from the next request on.
 * @throws AppError `not_found` for a provider the person does not work for, whether it exists or not
 */
export async function switchProvider(ctx: SignedInContext, { providerId }: { providerId: number }): Promise<void> {
  const { actor, session } = ctx;
  await ctx.db.transaction(async (tx) => {
    const membership = await findMembership(tx, actor.userId, providerId);
    const place = placeOf(actor);
    if (!membership || !place) {
      throw new AppError('not_found', 'You don’t work for that provider. Choose one from the list.');
    }
    if (providerId === place.providerId) return;
    await setSessionProvider(tx, session.id, actor.userId, providerId);
    await record(tx, ctx, {
      action: 'session.provider_switched',
      subject: `user:${actor.userId}`,
      details: { from: place.providerId, to: providerId },
    });
  });
}
