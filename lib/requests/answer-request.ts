import { z } from 'zod';
import { insertRequestStep, updateRequest } from '@/db/queries/requests';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { otherHolidays } from '@/lib/settings/other-holidays';
import { notifyAgency } from './emails';
import { MAX_WORDS } from './limits';
import { lockUndecided } from './request';
import { dueAfterWaiting } from './rules';

export const answerSchema = z.object({ answer: paragraphsOfText({ label: 'Your answer', max: MAX_WORDS }) });

type Input = z.output<typeof answerSchema> & { requestId: number };

/**
 * Answers the question of staff; the request is then open again.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when there is no longer a question
 */
export async function answerRequest(ctx: Context, { requestId, answer }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const request = await lockUndecided(tx, ctx, { requestId, as: 'provider' });
    const { waitingSince, dueOn } = request;
    if (!waitingSince) throw new AppError('conflict', 'This question has been answered. Open the page again.');
    const at = ctx.clock.now();
    await updateRequest(tx, requestId, {
      status: 'open',
      waitingSince: null,
      dueOn: dueAfterWaiting({ dueOn, waitingSince }, ctx.clock.today(), await otherHolidays(ctx, tx)),
    });
    await insertRequestStep(tx, { requestId, kind: 'answer', by: ctx.actor.userId, at, text: answer });
    await record(tx, ctx, { action: 'request.answered', subject: `request:${requestId}` });
    await notifyAgency(tx, ctx, requestId, 'answered');
  });
}
