import { listCountRows } from '@/db/queries/event-list';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { daysOverdue, proposedOnPaper, titleWithinConference } from './rules';

/** The most events whose counts one page records (choice). */
export const MAX_COUNTS = 300;

/** An event whose count can be recorded now, as a row of the table that records many. */
export type CountToRecord = {
  eventId: number;
  title: string;
  conference: string | null;
  startsOn: Day;
  endsOn: Day;
  daysOverdue: number;
  /** The number of valid named certificates. */
  issuedHere: number;
  /** The proposed number on paper; null leaves the box blank. */
  onPaper: number | null;
  /** The id of the latest recorded count; 0 for none. */
  latestReport: number;
  /** Identifies this row of the form, so that sending it twice records only once. */
  requestKey: string;
};

/**
 * Returns the events whose counts can be recorded now, the longest overdue first: those of the list, or without one all
 * that owe a count (M9, M14). Events of other providers, canceled ones and those that are not over are left out.
 * @throws AppError `forbidden`
 */
export async function listCountsToRecord(
  ctx: Context,
  eventIds: readonly number[] | null = null,
): Promise<{ counts: CountToRecord[]; more: boolean }> {
  authorize(ctx, 'event.report');
  const today = ctx.clock.today();
  const rows = await listCountRows(ctx.db, scopeOf(ctx.actor), { today, eventIds, limit: MAX_COUNTS + 1 });
  return {
    counts: rows.slice(0, MAX_COUNTS).map((row) => ({
      eventId: row.id,
      title: titleWithinConference(row),
      conference: row.conference,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      daysOverdue: daysOverdue(row, today),
      issuedHere: row.issuedCount,
      onPaper: proposedOnPaper(row),
      latestReport: row.latestReport,
      requestKey: crypto.randomUUID(),
    })),
    more: rows.length > MAX_COUNTS,
  };
}
