import type { CourseYear } from '@/lib/courses/find-course';
import { formatDays } from '@/lib/platform/days';

type Props = { years: readonly CourseYear[]; eventId: number; hrefOf: (eventId: number) => string };

/** Lists the years of a course that is always open, latest first; nothing while there is only one. */
export function CourseYears({ years, eventId, hrefOf }: Props) {
  if (years.length < 2) return null;
  return (
    <section>
      <h2>Years of this course</h2>
      <p className="hint">
        Links and learning systems lead to the year in which the course was completed, whichever of them they were made
        for.
      </p>
      <ol className="history" reversed>
        {years.toReversed().map(({ id, startsOn, endsOn, canceledAt, certificateCount }) => (
          <li key={id}>
            {id === eventId ? (
              <strong>{formatDays(startsOn, endsOn)}</strong>
            ) : (
              <a href={hrefOf(id)}>{formatDays(startsOn, endsOn)}</a>
            )}
            <span className="hint">
              {canceledAt
                ? 'Canceled'
                : certificateCount === null
                  ? 'No count recorded yet'
                  : `${certificateCount.toLocaleString('en-US')} certificates`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
