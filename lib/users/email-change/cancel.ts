import { cancelEmailChanges } from '@/db/queries/email-changes';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';

/** Keeps the email address unchanged and invalidates the codes that were sent. */
export async function cancelEmailChange(ctx: Context): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const canceled = await cancelEmailChanges(tx, userId, ctx.clock.now());
    if (canceled) await record(tx, ctx, { action: 'email_change.cancelled', subject: `user:${userId}` });
  });
}
