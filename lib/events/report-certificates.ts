import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { insertReport } from '@/db/queries/reports';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { eventNotFound } from './find-event';
import { authoriseEventChange } from './policy';
import { whyNotReportable } from './rules';

/** From here on a typed number is more likely a slip than an event of that size, and is asked about (choice). */
export const LARGE_COUNT = 1000;
/** No event issues more (choice); what is above is refused. */
export const LARGEST_COUNT = 100_000;

export const reportSchema = z.object({
  /**
   * What the person counted: certificates on paper, or sent without a name. When none were issued here that is all of
   * them. Blank is never zero; the form proposes 0 only beside certificates that were issued here.
   */
  onPaper: z
    .string()
    .transform((typed) => typed.replaceAll(/[\s,]/g, ''))
    .refine((typed) => typed !== '', 'Enter the number of certificates. If there were none, enter 0.')
    .refine((typed) => typed === '' || /^\d+$/.test(typed), 'Enter a whole number, such as 0 or 24.')
    .refine(
      (typed) => !/^\d+$/.test(typed) || (typed.length < 10 && Number(typed) <= LARGEST_COUNT),
      `Enter a number up to ${LARGEST_COUNT.toLocaleString('en-US')}.`,
    )
    .transform(Number),
  /** How many certificates the form said were issued here. */
  issuedHere: z
    .string()
    .regex(/^\d{1,9}$/, 'Open the page again, then send the form.')
    .transform(Number)
    .default(0),
  /** The number on paper that the person saw and confirmed when asked about a large one. */
  confirmedOnPaper: z.string().optional(),
  requestKey: z.uuid('Open the page again, then send the form.'),
});

type Input = z.output<typeof reportSchema> & { eventId: number };

/** To be decided first; nothing was saved. `large`: that many on paper. `moved`: others are issued now than the form said. */
export type ReportQuestion = { kind: 'large'; onPaper: number } | { kind: 'moved'; issuedHere: number };

export type ReportOutcome = { kind: 'recorded' } | ReportQuestion;

/**
 * Records how many certificates were issued for an event, or corrects it (manual, "Issuing Certificates", step 4; M9,
 * M14): the named certificates that hold, which the system counts, and what was given out on paper, which its provider
 * counts. 0 is a valid report (M19). Every report is kept with who and when; a form sent twice counts once.
 * @throws AppError `not_found`, `forbidden`, `invalid` before the end date, or `conflict` for a form that was sent
 * before with another number
 */
export async function reportCertificates(ctx: Context, input: Input): Promise<ReportOutcome> {
  const { actor } = ctx;
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, input.eventId, scopeOf(actor));
    if (!event) throw eventNotFound();
    authoriseEventChange(actor);
    const why = whyNotReportable(event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const { onPaper } = input;
    const issued = event.issuedCount;
    // Nobody answers for a number that they did not see.
    if (input.issuedHere !== issued) return { kind: 'moved', issuedHere: issued };
    if (onPaper > LARGE_COUNT && input.confirmedOnPaper !== String(onPaper)) return { kind: 'large', onPaper };
    const count = issued + onPaper;
    if (count === event.certificateCount && issued === (event.reportedIssued ?? 0)) return { kind: 'recorded' };
    const isNew = await insertReport(tx, {
      eventId: event.id,
      count,
      issued,
      reportedBy: actor.userId,
      reportedAt: ctx.clock.now(),
      requestKey: input.requestKey,
    });
    // Going back in the browser and changing the number must not be told that it was recorded.
    if (!isNew) {
      const now = (event.certificateCount ?? 0).toLocaleString('en-US');
      throw new AppError(
        'conflict',
        `This form was sent before, and ${now} certificates are recorded now. Open the page again, then enter the number that is right.`,
      );
    }
    await record(tx, ctx, {
      action: 'event.certificates_reported',
      subject: `event:${event.id}`,
      details: { before: event.certificateCount, after: count, issued },
    });
    return { kind: 'recorded' };
  });
}
