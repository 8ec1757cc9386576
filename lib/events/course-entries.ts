import type { Queryable } from '@/db/client';
import { type CourseEntry, listCourseEntries } from '@/db/queries/course-entries';
import type { EventScope } from '@/db/queries/events';

/** What links and learning systems need of a year of a course, or of an event that is the only one. */
export type Entry = Pick<CourseEntry, 'id' | 'title' | 'hours' | 'startsOn' | 'endsOn' | 'canceledAt'>;

/**
 * Returns the years of the course that an event is one of, oldest first. An event that is not an always-open course stands
 * alone, and nothing is looked up.
 */
export async function entriesOf(
  db: Queryable,
  event: Entry & { asynchronous: boolean },
  scope: EventScope = 'every-provider',
): Promise<Entry[]> {
  return event.asynchronous ? listCourseEntries(db, event.id, scope) : [event];
}
