import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import {
  countValidBefore,
  type InterimCount,
  insertInterimCount,
  listInterimCounts,
} from '@/db/queries/interim-counts';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { momentOf } from '@/lib/attendees/attendance/moments';
import { record } from '@/lib/audit/record';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { LARGE_COUNT, type ReportOutcome, replaces, reportSchema } from '@/lib/events/report-certificates';
import type { Day } from '@/lib/platform/clock';
import { addDays, isDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { interimDayNow, whyNotInterim } from './rules';

const OUT_OF_DATE = 'Open the page again, then send the form.';

/** The same form as for the count at the end, with the day that the count covers. */
export const interimSchema = reportSchema.extend({
  asOf: z.string(OUT_OF_DATE).refine(isDay, OUT_OF_DATE),
});

/**
 * Records or corrects how many certificates of an always-open course were given out up to a June 30, for the annual report
 * of the year that ends then (ARM 10.57.216). The count at the end of the course stays due and covers all of it.
 * @throws AppError `not_found`, `forbidden`, `invalid` before that day, or `conflict` for a form that recorded another one
 */
export async function recordInterimCount(
  ctx: Context,
  { eventId, asOf, ...input }: z.output<typeof interimSchema> & { eventId: number },
): Promise<ReportOutcome> {
  return ctx.db.transaction(async (tx) => {
    const locked = await lockEvent(tx, eventId, scopeOf(ctx.actor));
    if (!locked) throw eventNotFound();
    authorize(ctx, 'event.report', locked);
    refuseCanceled(locked);
    const event = await getEvent({ ...ctx, db: tx }, eventId);
    const why = whyNotInterim(event, asOf, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const { onPaper } = input;
    const issued = await issuedBy(tx, eventId, asOf);
    const count = issued + onPaper;
    const latest = latestOf(await listInterimCounts(tx, eventId), asOf);
    const isRecorded = latest?.count === count && latest.issued === issued;
    if (!isRecorded && latest && latest.id !== input.sawReport)
      return replaces(latest, { onPaper, issuedHere: issued });
    if (input.issuedHere !== issued) return { kind: 'moved', issuedHere: issued };
    if (onPaper >= LARGE_COUNT && input.confirmedOnPaper !== String(onPaper)) return { kind: 'large', onPaper };
    if (isRecorded) return { kind: 'recorded' };
    const isNew = await insertInterimCount(tx, {
      eventId,
      asOf,
      count,
      issued,
      recordedBy: ctx.actor.userId,
      recordedAt: ctx.clock.now(),
      requestKey: input.requestKey,
    });
    if (!isNew) {
      throw new AppError('conflict', 'This form already recorded a count. Open the page again, then enter the count.');
    }
    await record(tx, ctx, {
      action: 'event.interim_count_recorded',
      subject: `event:${eventId}`,
      details: { asOf, before: latest?.count ?? null, after: count, issued },
    });
    return { kind: 'recorded' };
  });
}

/** What an event's page shows about counts up to June 30, and what the form starts with. */
export type InterimCounts = {
  /** The latest June 30 up to which one can be recorded now, with the number of certificates issued here by then. */
  now: { asOf: Day; issued: number; recorded: InterimCount | null } | null;
  counts: InterimCount[];
};

/**
 * Returns the counts up to June 30 of an event, and the one that can be recorded now.
 * @throws AppError `not_found`
 */
export async function findInterimCounts(ctx: Context, eventId: number): Promise<InterimCounts> {
  const event = await getEvent(ctx, eventId);
  const counts = await listInterimCounts(ctx.db, eventId);
  const asOf = interimDayNow(event, ctx.clock.today());
  if (asOf === null) return { now: null, counts };
  return { now: { asOf, issued: await issuedBy(ctx.db, eventId, asOf), recorded: latestOf(counts, asOf) }, counts };
}

function latestOf(counts: readonly InterimCount[], day: Day): InterimCount | null {
  return counts.find(({ asOf }) => asOf === day) ?? null;
}

/** Counts the named certificates that were valid at the end of a day in Montana. */
function issuedBy(db: Queryable, eventId: number, day: Day): Promise<number> {
  return countValidBefore(db, eventId, new Date(momentOf(addDays(day, 1), '00:00')));
}
