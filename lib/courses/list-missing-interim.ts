import { listCoursesWithoutInterim } from '@/db/queries/interim-counts';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { reportingYear, reportingYearOf } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';

/** More than this many are not named; the list of events has all courses. */
const MAX_NAMED = 20;

/** Courses without a count up to a June 30. */
export type MissingInterim = { asOf: Day; courses: { id: number; title: string }[]; more: boolean };

/**
 * Returns the actor's provider's always-open courses that ran on the last June 30, go on after it, and have no count up to
 * that day, which the annual report needs (ARM 10.57.216).
 * @throws AppError `forbidden` for people who work for no provider
 */
export async function listMissingInterim(ctx: Context): Promise<MissingInterim> {
  authorize(ctx, 'provider.read');
  const { providerId } = getPlace(ctx.actor);
  const asOf = reportingYear(reportingYearOf(ctx.clock.today()).start - 1).to;
  const found = await listCoursesWithoutInterim(ctx.db, { providerId, asOf, limit: MAX_NAMED + 1 });
  return { asOf, courses: found.slice(0, MAX_NAMED), more: found.length > MAX_NAMED };
}
