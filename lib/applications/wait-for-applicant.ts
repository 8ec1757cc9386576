import { z } from 'zod';
import { insertApplicationStep, updateApplication } from '@/db/queries/applications';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { MAX_WORDS } from '@/lib/requests/limits';
import { dueAfterWaiting } from '@/lib/requests/rules';
import { otherHolidays } from '@/lib/settings/other-holidays';
import { lockUndecided } from './application';

export const waitSchema = z.object({ text: paragraphsOfText({ label: 'What you asked', max: MAX_WORDS }) });

/**
 * Notes that the applicant was asked something. The agency's time stops until they answer.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is decided or waits already
 */
export async function waitForApplicant(
  ctx: Context,
  { applicationId, text }: z.output<typeof waitSchema> & { applicationId: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { status } = await lockUndecided(tx, ctx, applicationId);
    if (status === 'waiting') {
      throw new AppError('conflict', 'This application waits for the applicant already. Open the page again.');
    }
    await updateApplication(tx, applicationId, { status: 'waiting', waitingSince: ctx.clock.today() });
    const by = { by: ctx.actor.userId, at: ctx.clock.now() };
    await insertApplicationStep(tx, { applicationId, kind: 'waiting', ...by, text });
    await record(tx, ctx, { action: 'application.waiting', subject: `application:${applicationId}` });
  });
}

export const answeredSchema = z.object({ text: paragraphsOfText({ label: 'The answer', max: MAX_WORDS }) });

/**
 * Notes that the applicant answered. The business days in between do not count as the agency's time.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is decided or does not wait
 */
export async function applicantAnswered(
  ctx: Context,
  { applicationId, text }: z.output<typeof answeredSchema> & { applicationId: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { dueOn: before, waitingSince } = await lockUndecided(tx, ctx, applicationId);
    if (!waitingSince) {
      throw new AppError('conflict', 'This application does not wait for the applicant. Open the page again.');
    }
    const holidays = await otherHolidays(ctx, tx);
    const dueOn = dueAfterWaiting({ dueOn: before, waitingSince }, ctx.clock.today(), holidays);
    await updateApplication(tx, applicationId, { status: 'open', waitingSince: null, dueOn });
    const by = { by: ctx.actor.userId, at: ctx.clock.now() };
    await insertApplicationStep(tx, { applicationId, kind: 'answered', ...by, text });
    await record(tx, ctx, {
      action: 'application.answered',
      subject: `application:${applicationId}`,
      details: { dueOn },
    });
  });
}
