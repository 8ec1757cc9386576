import { z } from 'zod';
import { insertApplication, insertApplicationStep } from '@/db/queries/applications';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { addBusinessDays } from '@/lib/platform/business-days';
import { isDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { lineOfText, optionalParagraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { PROVIDER_KINDS } from '@/lib/providers/words';
import { MAX_WORDS } from '@/lib/requests/limits';
import { otherHolidays } from '@/lib/settings/other-holidays';
import { newEmail } from '@/lib/users/new-user';
import { daysToAnswer } from './days-to-answer';
import { whyNotReceivedOn } from './rules';

const KINDS = Object.keys(PROVIDER_KINDS) as (keyof typeof PROVIDER_KINDS)[];

export const recordApplicationSchema = z.object({
  organization: lineOfText({ label: 'The organization’s name', max: 200 }),
  kind: z.enum(KINDS, 'Choose what the organization applied for.'),
  contactName: lineOfText({ label: 'The contact’s name', max: 120 }),
  contactEmail: newEmail,
  receivedOn: z.string().refine(isDay, 'Enter the day on which it arrived.'),
  note: optionalParagraphsOfText({ label: 'The note', max: MAX_WORDS }),
  requestKey: z.guid('Open the page again, then save.'),
});

/**
 * Returns the values of a blank form.
 * @throws AppError `forbidden`
 */
export function recordApplicationForm(ctx: Context): FormValues {
  authorize(ctx, 'application.decide');
  return { kind: 'multiple_event', receivedOn: ctx.clock.today(), requestKey: crypto.randomUUID() };
}

/**
 * Records an application that arrived by email or form. It is due as many business days later as administrators set. A
 * form that is sent twice records it once.
 * @returns its number
 * @throws AppError `forbidden`, or `invalid` for a day that cannot be
 */
export async function recordApplication(
  ctx: Context,
  input: z.output<typeof recordApplicationSchema>,
): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'application.decide');
    const { kind, receivedOn } = input;
    const why = whyNotReceivedOn(receivedOn, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const dueOn = addBusinessDays(receivedOn, await daysToAnswer(ctx, tx), await otherHolidays(ctx, tx));
    const [by, at] = [ctx.actor.userId, ctx.clock.now()];
    const { id, added } = await insertApplication(tx, { ...input, dueOn, recordedBy: by, recordedAt: at });
    if (!added) return id;
    await insertApplicationStep(tx, { applicationId: id, kind: 'recorded', by, at });
    await record(tx, ctx, {
      action: 'application.recorded',
      subject: `application:${id}`,
      details: { kind, receivedOn, dueOn },
    });
    return id;
  });
}
