import type { CourseToContinue } from '@/lib/courses/courses-to-continue';
import { formatDay } from '@/lib/platform/days';
import { Notice } from '../notice';

/** Lists the always-open courses that end soon, each with the way to continue it for the next year (M10). */
export function CoursesToContinue({ courses }: { courses: readonly CourseToContinue[] }) {
  if (courses.length === 0) return null;
  return (
    <Notice
      kind={courses.some(({ urgent }) => urgent) ? 'warning' : 'info'}
      title={
        courses.length === 1 ? 'An always-open course needs its next year' : 'Always-open courses need their next year'
      }
    >
      <ul>
        {courses.map(({ id, title, endsOn, daysLeft }) => (
          <li key={id}>
            <a href={`/events/${id}#continue`} dir="auto">
              {title}
            </a>
            : {whenOf(endsOn, daysLeft)}
          </li>
        ))}
      </ul>
      <p>Does it stay open? Make its next entry with one click. If it closes, there is nothing to do.</p>
    </Notice>
  );
}

function whenOf(endsOn: string, daysLeft: number): string {
  if (daysLeft < 0) return `ended on ${formatDay(endsOn)}`;
  if (daysLeft === 0) return 'ends today';
  return daysLeft === 1 ? 'ends tomorrow' : `ends on ${formatDay(endsOn)}, in ${daysLeft} days`;
}
