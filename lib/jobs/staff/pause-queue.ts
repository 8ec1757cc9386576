import { z } from 'zod';
import { deletePause, insertPause } from '@/db/queries/jobs';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { QUEUE_NAMES } from '../queues';

export const queueSchema = z.object({ queue: z.enum(QUEUE_NAMES, 'Open the page again, then choose a queue.') });

type Input = z.output<typeof queueSchema>;

/**
 * Pauses a queue: every worker stops taking its jobs within a few seconds. Current jobs go on to their end; the
 * others wait.
 * @throws AppError `forbidden`
 */
export async function pauseQueue(ctx: Context, { queue }: Input): Promise<void> {
  authorize(ctx, 'job.control');
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    if (!(await insertPause(tx, { queue, pausedBy: userId, pausedAt: ctx.clock.now() }))) return;
    await record(tx, ctx, { action: 'queue.paused', subject: `user:${userId}`, details: { queue } });
  });
}

/**
 * Lets a paused queue continue.
 * @throws AppError `forbidden`
 */
export async function continueQueue(ctx: Context, { queue }: Input): Promise<void> {
  authorize(ctx, 'job.control');
  await ctx.db.transaction(async (tx) => {
    if (!(await deletePause(tx, queue))) return;
    await record(tx, ctx, { action: 'queue.continued', subject: `user:${ctx.actor.userId}`, details: { queue } });
  });
}
