import type { Queryable } from '@/db/client';
import { listCoursesBefore } from '@/db/queries/course-entries';
import { addYears, formatDays } from '@/lib/platform/days';
import { searchable } from '@/lib/platform/text';
import type { EventContent } from './event';
import type { CourseToContinue } from './event-decision';

/** Showing more than these adds no information. */
const SHOWN = 5;

/**
 * Returns the provider's own always-open courses of this title that nothing continues: a new event is probably meant as
 * their next year, but only an entry that continues a course gets its links (M10). One that ended more than a year before has
 * closed: its next year would not be this one. Empty for events that are not always open.
 */
export async function findCoursesToContinue(
  db: Queryable,
  providerId: number,
  { title, startsOn, asynchronous }: Pick<EventContent, 'title' | 'startsOn' | 'asynchronous'>,
): Promise<CourseToContinue[]> {
  if (!asynchronous) return [];
  const wanted = searchable(title);
  return (await listCoursesBefore(db, providerId, { beganBefore: startsOn, endedFrom: addYears(startsOn, -1) }))
    .filter((course) => searchable(course.title) === wanted)
    .slice(0, SHOWN)
    .map((course) => ({ id: course.id, title: course.title, dates: formatDays(course.startsOn, course.endsOn) }));
}
