import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { insertReport } from '@/db/queries/reports';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { eventNotFound } from './find-event';
import { authoriseEventChange } from './policy';
import { whyNotReportable } from './rules';

/** From here on a count is more likely a slip than an event of that size, and is asked about (choice). */
export const LARGE_COUNT = 1000;
/** No event issues more (choice); what is above is refused. */
export const LARGEST_COUNT = 100_000;

export const reportSchema = z.object({
  count: z
    .string()
    .transform((typed) => typed.replaceAll(/[\s,]/g, ''))
    .refine((typed) => typed !== '', 'Enter the number of certificates issued. If none were issued, enter 0.')
    .refine((typed) => typed === '' || /^\d+$/.test(typed), 'Enter a whole number, such as 0 or 24.')
    .refine(
      (typed) => !/^\d+$/.test(typed) || (typed.length < 10 && Number(typed) <= LARGEST_COUNT),
      `Enter a number up to ${LARGEST_COUNT.toLocaleString('en-US')}.`,
    )
    .transform(Number),
  /** The count that the person saw and confirmed when asked about a large one. */
  confirmedCount: z.string().optional(),
  requestKey: z.uuid('Open the page again, then send the form.'),
});

type Input = z.output<typeof reportSchema> & { eventId: number };

/** `ask`: the count is large and was not confirmed yet; nothing was saved. */
export type ReportOutcome = { kind: 'recorded' } | { kind: 'ask'; count: number };

/**
 * Records how many certificates were issued for an event, or corrects it (manual, "Issuing Certificates", step 4; M9).
 * 0 is a valid report (M19). Every report is kept with who and when; a form sent twice counts once.
 * @throws AppError `not_found`, `forbidden`, or `invalid` before the end date
 */
export async function reportCertificates(ctx: Context, input: Input): Promise<ReportOutcome> {
  const { actor } = ctx;
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, input.eventId, scopeOf(actor));
    if (!event) throw eventNotFound();
    authoriseEventChange(actor);
    const why = whyNotReportable(event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    if (input.count > LARGE_COUNT && input.confirmedCount !== String(input.count)) {
      return { kind: 'ask', count: input.count };
    }
    if (input.count === event.certificateCount) return { kind: 'recorded' };
    const isNew = await insertReport(tx, {
      eventId: event.id,
      count: input.count,
      reportedBy: actor.userId,
      reportedAt: ctx.clock.now(),
      requestKey: input.requestKey,
    });
    if (isNew) {
      await record(tx, ctx, {
        action: 'event.certificates_reported',
        subject: `event:${event.id}`,
        details: { before: event.certificateCount, after: input.count },
      });
    }
    return { kind: 'recorded' };
  });
}
