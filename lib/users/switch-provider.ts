import { z } from 'zod';
import { setSessionProvider } from '@/db/queries/account-sessions';
import { findMembership } from '@/db/queries/memberships';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from './record-id';

export const switchProviderSchema = z.object({ providerId: recordId });

/**
 * Works for another of one's own providers from the next request on, in this session only.
 * @throws AppError `not_found` for a provider one does not work for, whether it exists or not
 */
export async function switchProvider(ctx: Context, { providerId }: { providerId: number }): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const membership = await findMembership(tx, actor.userId, providerId);
    if (!membership || actor.kind !== 'provider') {
      throw new AppError('not_found', 'You do not work for that provider. Choose one of those shown.');
    }
    if (providerId === actor.providerId) return;
    await setSessionProvider(tx, actor.sessionId, actor.userId, providerId);
    await record(tx, ctx, {
      action: 'session.provider_switched',
      subject: `user:${actor.userId}`,
      details: { from: actor.providerId, to: providerId },
    });
  });
}
