import { insertRequestStep, updateRequest } from '@/db/queries/requests';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { notifyAgency } from './emails';
import { lockUndecided } from './request';

/**
 * Withdraws a request before it is decided. Nothing else changes, and the provider can ask again.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is already decided
 */
export async function withdrawRequest(ctx: Context, { requestId }: { requestId: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockUndecided(tx, ctx, { requestId, as: 'provider' });
    const at = ctx.clock.now();
    await updateRequest(tx, requestId, { status: 'withdrawn', waitingSince: null, decidedAt: at });
    await insertRequestStep(tx, { requestId, kind: 'withdrawn', by: ctx.actor.userId, at });
    await record(tx, ctx, { action: 'request.withdrawn', subject: `request:${requestId}` });
    await notifyAgency(tx, ctx, requestId, 'withdrawn');
  });
}
