import { z } from 'zod';
import { insertRequestStep, updateRequest } from '@/db/queries/requests';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { notifyProvider } from './emails';
import { MAX_WORDS } from './limits';
import { lockUndecided } from './request';

export const questionSchema = z.object({ question: paragraphsOfText({ label: 'The question', max: MAX_WORDS }) });

type Input = z.output<typeof questionSchema> & { requestId: number };

/**
 * Asks the provider a question; the request waits until it is answered, and the agency's time stops until then. An
 * unassigned request is assigned to the person who asks.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is decided or a question is already waiting
 */
export async function askProvider(ctx: Context, { requestId, question }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const request = await lockUndecided(tx, ctx, { requestId, as: 'agency' });
    if (request.status === 'waiting') {
      throw new AppError('conflict', 'A question is already waiting for an answer. Open the page again to read it.');
    }
    const { userId } = ctx.actor;
    await updateRequest(tx, requestId, {
      status: 'waiting',
      waitingSince: ctx.clock.today(),
      assigneeId: request.assigneeId ?? userId,
    });
    await insertRequestStep(tx, { requestId, kind: 'question', by: userId, at: ctx.clock.now(), text: question });
    await record(tx, ctx, { action: 'request.question_asked', subject: `request:${requestId}` });
    await notifyProvider(tx, ctx, requestId, { kind: 'question', text: question });
  });
}
