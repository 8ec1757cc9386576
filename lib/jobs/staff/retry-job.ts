import { z } from 'zod';
import { retryFailedJob } from '@/db/queries/jobs';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';

export const retryJobSchema = z.object({
  jobId: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'Open the page again, then choose a job.')
    .transform(Number),
});

/**
 * Has a job that failed tried again now, with all of its attempts. Jobs guard themselves, so nothing is done twice.
 * @throws AppError `forbidden`, or `conflict` when the job is running or done
 */
export async function retryJob(ctx: Context, { jobId }: z.output<typeof retryJobSchema>): Promise<void> {
  authorize(ctx, 'job.control');
  await ctx.db.transaction(async (tx) => {
    const kind = await retryFailedJob(tx, jobId);
    if (kind === null) {
      throw new AppError('conflict', 'That job is running or already done. Open the page again to see what failed.');
    }
    await record(tx, ctx, {
      action: 'job.retried',
      subject: `user:${ctx.actor.userId}`,
      details: { job: jobId, kind },
    });
  });
}
