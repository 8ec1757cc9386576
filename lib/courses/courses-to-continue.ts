import { listCoursesEnding } from '@/db/queries/course-entries';
import type { EventScope } from '@/db/queries/events';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween } from '@/lib/platform/days';
import type { Context, Visit } from '@/lib/platform/visit';
import { askDays } from './ask-days';
import { ASK_AFTER_DAYS, askToContinue } from './rules';

/** An always-open course whose provider is asked to continue it. */
export type CourseToContinue = {
  id: number;
  providerId: number;
  title: string;
  startsOn: Day;
  endsOn: Day;
  /** Days until the last day; negative after it. */
  daysLeft: number;
  /** Whether the last of the days on which the provider is asked has come. */
  urgent: boolean;
};

/** The most that a page or a message lists. */
const MOST = 100;

/**
 * Lists the always-open courses that no entry for the next year continues yet and whose providers are asked to: those that
 * end within the days of the setting, or ended a few days ago, the first to end first (M10). A course that is continued,
 * canceled or over is not in it.
 * @param scope whose courses; the caller decides who may read them
 */
export async function coursesToContinue(
  visit: Pick<Visit, 'db' | 'clock'>,
  scope: EventScope,
  limit = MOST,
): Promise<CourseToContinue[]> {
  const today = visit.clock.today();
  const days = await askDays(visit);
  const span = { from: addDays(today, -ASK_AFTER_DAYS), to: addDays(today, Math.max(...days)), limit };
  const rows = await listCoursesEnding(visit.db, scope, span);
  return rows.map((row) => ({
    ...row,
    daysLeft: daysBetween(today, row.endsOn),
    urgent: askToContinue(row, today, days) === 'now',
  }));
}

/** Lists the same for the portal of a person who can continue them; none for others. */
export async function listOwnCoursesToContinue(ctx: Context): Promise<CourseToContinue[]> {
  const place = placeOf(ctx.actor);
  if (!place || whyNotAllowed(ctx.actor, 'event.add') !== null) return [];
  return coursesToContinue(ctx, { providerId: place.providerId });
}
