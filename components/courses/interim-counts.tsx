import type { InterimCounts as Found } from '@/lib/courses/record-interim-count';
import { formatDay } from '@/lib/platform/days';
import { ReportHistory } from '../report-history';

type Props = {
  found: Found;
  /** The form, for people who may record a count. */
  href: string | null;
};

/** Shows the counts up to June 30 of a course that is always open, for the annual report. */
export function InterimCounts({ found: { now, counts }, href }: Props) {
  const days = [...new Set(counts.map(({ asOf }) => asOf))];
  if (days.length === 0 && !(now && href)) return null;
  return (
    <>
      {days.map((day) => (
        <div key={day}>
          <h3>Up to {formatDay(day)}, for the annual report</h3>
          <ReportHistory reports={counts.filter(({ asOf }) => asOf === day)} />
        </div>
      ))}
      {now && href && (
        <p>
          <a href={href}>
            {now.recorded ? 'Correct' : 'Record'} the count up to {formatDay(now.asOf)}
          </a>
        </p>
      )}
    </>
  );
}
