import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { findLatestReport, insertReport } from '@/db/queries/reports';
import { authorOf } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { type Recorder, record } from '@/lib/audit/record';
import { formatMoment } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { eventNotFound } from './find-event';
import { whyNotReportable } from './rules';

/** From this number on, the person is asked to confirm, because a typo is more likely than such a large event (choice). */
export const LARGE_COUNT = 1000;
/** No event issues more (choice); larger numbers are rejected. */
export const MAX_COUNT = 100_000;

export const reportSchema = z.object({
  /**
   * The number that the person counted: certificates on paper, or sent without a name. When none were issued here, that
   * is all of them. Blank is never zero; the form proposes 0 only beside certificates that were issued here.
   */
  onPaper: z
    .string()
    .transform((typed) => typed.replaceAll(/[\s,]/g, ''))
    .refine((typed) => typed !== '', 'Enter the number of certificates. If there were none, enter 0.')
    .refine((typed) => typed === '' || /^\d+$/.test(typed), 'Enter a whole number, such as 0 or 24.')
    .refine(
      (typed) => !/^\d+$/.test(typed) || (typed.length < 10 && Number(typed) <= MAX_COUNT),
      `Enter a number up to ${MAX_COUNT.toLocaleString('en-US')}.`,
    )
    .transform(Number),
  /** How many certificates the form said were issued here. */
  issuedHere: z
    .string()
    .regex(/^\d{1,9}$/, 'Open the page again, then send the form.')
    .transform(Number)
    .default(0),
  /** The id of the latest report that the person saw; 0 when there was none. */
  sawReport: z
    .string()
    .regex(/^\d{1,15}$/, 'Open the page again, then send the form.')
    .transform(Number)
    .default(0),
  /** The number on paper that the person saw and confirmed when asked about a large one. */
  confirmedOnPaper: z.string().optional(),
  requestKey: z.uuid('Open the page again, then send the form.'),
});

/** Staff add a reason, which the provider reads. */
export const reportForProviderSchema = reportSchema.extend({
  reason: paragraphsOfText({ label: 'The reason', max: 500 }),
});

type Input = z.output<typeof reportSchema> & { eventId: number };

/** A number that was recorded while the person had the form open, beside the one that they entered. */
export type ReplacesReport = {
  kind: 'replaces';
  /** What the form sends back as `sawReport` when the person records their own number after all. */
  reportId: number;
  /** A new key for that form, because the one that was sent may already have recorded a number. */
  freshKey: string;
  recordedBy: string;
  recordedAt: string;
  recorded: CountParts;
  entered: CountParts;
};

export type CountParts = { onPaper: number; issuedHere: number };

/**
 * What the person has to decide first; nothing was saved. `large`: that many on paper. `moved`: the number of
 * certificates issued here has changed since the form was shown. `replaces`: somebody has recorded another number in
 * the meantime.
 */
export type ReportQuestion =
  | { kind: 'large'; onPaper: number }
  | { kind: 'moved'; issuedHere: number }
  | ReplacesReport;

export type ReportOutcome = { kind: 'recorded' } | ReportQuestion;

/**
 * Records or corrects how many certificates were issued for an event (manual, "Issuing Certificates", step 4; M9, M14):
 * the valid named certificates, which the system counts, plus those given out on paper, which the provider counts. 0 is
 * a valid report (M19). Every report is saved with who and when; a form sent twice counts once. A number that somebody
 * else recorded since the form was opened is never silently replaced: the person sees both and chooses.
 * @throws AppError `not_found`, `forbidden`, `invalid` before the end date, or `conflict` for a hand-made form with a
 * key that recorded another number
 */
export async function reportCertificates(ctx: Context, input: Input): Promise<ReportOutcome> {
  return ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, input.eventId, scopeOf(ctx.actor));
    if (!event) throw eventNotFound();
    authorize(ctx, 'event.report', event);
    return writeCount(tx, ctx, event, input);
  });
}

/**
 * Records or corrects the count of an event for its provider, by the same rules and with a reason that the provider
 * reads in the event's history.
 * @throws AppError like `reportCertificates`
 */
export async function reportForProvider(ctx: Context, input: Input & { reason: string }): Promise<ReportOutcome> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'event.report-for');
    const event = await lockEvent(tx, input.eventId, 'every-provider');
    if (!event) throw eventNotFound();
    return writeCount(tx, ctx, event, input);
  });
}

export type LockedEvent = NonNullable<Awaited<ReturnType<typeof lockEvent>>>;

/**
 * Records a count of an event that the transaction has locked, by a person who may: `reportCertificates` says how.
 * @throws AppError `invalid` before the end date, or `conflict` for a key that recorded another number
 */
export async function writeCount(
  tx: Queryable,
  ctx: Recorder,
  event: LockedEvent,
  input: Input & { reason?: string },
): Promise<ReportOutcome> {
  const why = whyNotReportable(event, ctx.clock.today());
  if (why) throw new AppError('invalid', why);
  const { onPaper } = input;
  const issued = event.issuedCount;
  const count = issued + onPaper;
  const isRecorded = count === event.certificateCount && issued === (event.reportedIssued ?? 0);
  if (!isRecorded) {
    const latest = await findLatestReport(tx, event.id);
    if (latest && latest.id !== input.sawReport) return replaces(latest, { onPaper, issuedHere: issued });
  }
  // Nobody is responsible for a number that they did not see.
  if (input.issuedHere !== issued) return { kind: 'moved', issuedHere: issued };
  if (onPaper >= LARGE_COUNT && input.confirmedOnPaper !== String(onPaper)) return { kind: 'large', onPaper };
  if (isRecorded) return { kind: 'recorded' };
  const isNew = await insertReport(tx, {
    eventId: event.id,
    count,
    issued,
    reportedBy: authorOf(ctx.actor),
    reportedAt: ctx.clock.now(),
    requestKey: input.requestKey,
  });
  if (!isNew) {
    throw new AppError('conflict', 'This form already recorded a count. Open the page again, then enter the count.');
  }
  await record(tx, ctx, {
    action: 'event.certificates_reported',
    subject: `event:${event.id}`,
    details: { before: event.certificateCount, after: count, issued, ...(input.reason && { reason: input.reason }) },
  });
  return { kind: 'recorded' };
}

/** Returns the question about a number that was recorded since the form was opened. */
export function replaces(
  latest: Pick<
    NonNullable<Awaited<ReturnType<typeof findLatestReport>>>,
    'id' | 'count' | 'issued' | 'reportedAt' | 'reportedByName'
  >,
  entered: CountParts,
): ReplacesReport {
  return {
    kind: 'replaces',
    reportId: latest.id,
    freshKey: crypto.randomUUID(),
    recordedBy: latest.reportedByName,
    recordedAt: formatMoment(latest.reportedAt),
    recorded: { onPaper: latest.count - latest.issued, issuedHere: latest.issued },
    entered,
  };
}
