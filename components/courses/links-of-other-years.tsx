import type { CourseYear } from '@/lib/courses/find-course';
import { formatDays } from '@/lib/platform/days';
import { Inset } from '../inset';

type Props = { years: readonly CourseYear[]; eventId: number };

/** Says that the share links of each year of a course lead to the year in which the course was completed. */
export function LinksOfOtherYears({ years, eventId }: Props) {
  const others = years.filter(({ id }) => id !== eventId);
  if (others.length === 0) return null;
  return (
    <Inset title="Links of other years of this course">
      <p>
        Each link opens the year in which the attendee completed the course. Links you made for other years:{' '}
        {others.map(({ id, startsOn, endsOn }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <a href={`/events/${id}/share`}>{formatDays(startsOn, endsOn)}</a>
          </span>
        ))}
        .
      </p>
    </Inset>
  );
}
