import type { OwedCounts as Owed } from '@/lib/events/list-owed-counts';
import { COUNTS_DUE, eventListHref } from '@/lib/events/list-query';
import { formatDay } from '@/lib/platform/days';
import { Notice } from './notice';

type OwedCountsProps = {
  owed: Owed;
  /** False for viewers. */
  mayChange: boolean;
  /** True to show only the number, when the list below is already about something else. */
  brief: boolean;
};

/** Lists the ended events that still owe a certificate count, oldest first (M9). */
export function OwedCounts({ owed, mayChange, brief }: OwedCountsProps) {
  if (owed.count === 0) return null;
  const href = eventListHref(COUNTS_DUE);
  if (brief) {
    return (
      <Notice kind="warning">
        <a href={href}>{sentence(owed)}</a>
      </Notice>
    );
  }
  return (
    <div className="[&_.notice>div]:max-w-none">
      <Notice kind="warning" title={sentence(owed)}>
        <p>
          Record how many certificates you gave out, even if it was zero. Without it, an educator’s renewal may be
          denied.
        </p>
        <ul className="mt-2">
          {owed.events.map(({ id, title, endsOn, daysOverdue }) => (
            <li
              key={id}
              className="grid gap-x-6 border-t border-line py-2 lg:items-baseline lg:grid-cols-[minmax(0,1fr)_21rem_10rem] lg:py-1.5"
            >
              <a href={`/events/${id}`} className="font-semibold">
                {title}
              </a>
              <span className="text-sm">
                Ended {formatDay(endsOn)}, {overdueWords(daysOverdue)} overdue
              </span>
              {mayChange && (
                <a href={`/events/${id}/report`} className="text-sm">
                  Record count
                  <span className="sr-only"> for {title}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
        {(owed.orMore || owed.count > owed.events.length) && (
          <p className="mt-2">
            <a href={href}>
              {owed.orMore ? 'All of them' : `All ${owed.count.toLocaleString('en-US')}`}, longest overdue first
            </a>
          </p>
        )}
      </Notice>
    </div>
  );
}

function overdueWords(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-US')} days`;
}

function sentence({ count, orMore }: Owed): string {
  if (count === 1) return '1 past event still needs a certificate count';
  const number = count.toLocaleString('en-US');
  return `${orMore ? `More than ${number}` : number} past events still need a certificate count`;
}
