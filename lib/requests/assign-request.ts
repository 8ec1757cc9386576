import { z } from 'zod';
import { insertRequestStep, listAssignees, updateRequest } from '@/db/queries/requests';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { lockUndecided } from './request';

/** Blank to unassign the request. */
export const assignSchema = z.object({ assignee: z.union([z.literal('').transform(() => null), recordId]) });

type Input = { requestId: number; assignee: number | null };

/**
 * Assigns a request to a member of staff, or to nobody. Assigning it twice to the same person is one step.
 * @throws AppError `not_found`, `forbidden`, `invalid` for a person who cannot answer requests, or `conflict`
 */
export async function assignRequest(ctx: Context, { requestId, assignee }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const request = await lockUndecided(tx, ctx, { requestId, as: 'agency' });
    if (request.assigneeId === assignee) return;
    if (assignee !== null && !(await listAssignees(tx)).some(({ id }) => id === assignee)) {
      throw new AppError('invalid', 'This person can no longer answer requests. Choose someone else.');
    }
    await updateRequest(tx, requestId, { assigneeId: assignee });
    const step = { requestId, kind: 'assigned', by: ctx.actor.userId, at: ctx.clock.now() } as const;
    await insertRequestStep(tx, { ...step, assigneeId: assignee });
    await record(tx, ctx, {
      action: 'request.assigned',
      subject: `request:${requestId}`,
      details: { assigneeId: assignee },
    });
  });
}
