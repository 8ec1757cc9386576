import { z } from 'zod';
import { insertCancellation } from '@/db/queries/cancellations';
import { lockEvent } from '@/db/queries/events';
import { endStaffRevocation } from '@/db/queries/issuing-runs';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { eventNotFound, getEvent } from './find-event';
import { notifyProviderOfEvent } from './notify-provider';

export const restoreEventSchema = z.object({ reason: paragraphsOfText({ label: 'The reason', max: 500 }) });

type Input = z.output<typeof restoreEventSchema> & { eventId: number };

/**
 * Restores a canceled event, so that everything is as it was before. Bulk runs that were paused wait for a person to
 * resume them; the revocation that began with the cancellation ends, and what it revoked stays revoked. Its provider gets an email. Restoring twice restores once.
 * @throws AppError `not_found` or `forbidden`
 */
export async function restoreEvent(ctx: Context, { eventId, reason }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'event.cancel');
    const event = await lockEvent(tx, eventId, 'every-provider');
    if (!event) throw eventNotFound();
    if (!event.canceledAt) return;
    const { userId } = ctx.actor;
    await insertCancellation(tx, {
      eventId,
      kind: 'restored',
      by: userId,
      at: ctx.clock.now(),
      reason,
      requestId: null,
    });
    await record(tx, ctx, { action: 'event.restored', subject: `event:${eventId}`, details: { reason } });
    const run = await endStaffRevocation(tx, eventId, ctx.clock.now());
    if (run !== null) {
      await record(tx, ctx, { action: 'certificates.run_cancelled', subject: `event:${eventId}`, details: { run } });
    }
    const restored = await getEvent({ actor: ctx.actor, db: tx }, eventId);
    await notifyProviderOfEvent(tx, ctx, restored, { kind: 'restored', reason, stopped: run !== null });
  });
}
