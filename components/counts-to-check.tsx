import type { OwedCounts as Owed } from '@/lib/events/list-owed-counts';
import { COUNTS_DIFFERING, COUNTS_DUE, eventListHref } from '@/lib/events/list-query';
import { formatDay } from '@/lib/platform/days';
import { ButtonLink } from './button-link';
import { Notice } from './notice';

type CountsToCheckProps = {
  /** The counts that are due; null when the list below shows just these. */
  owed: Owed | null;
  /** The number of recorded counts that certificates have changed since (M14); 0 when the list below shows just these. */
  differing: number;
  /** False for viewers. */
  mayChange: boolean;
  /** True to show only the number, when the list below is already about something else. */
  brief: boolean;
};

/**
 * Says how many ended events still owe a certificate count (M9), leads to the page that records them all, and says how many
 * counts no longer fit. It is short, because the search and the list below it are what people come for on other days.
 */
export function CountsToCheck({ owed, differing, mayChange, brief }: CountsToCheckProps) {
  const changed = differing > 0 && (
    <p>
      <a href={eventListHref(COUNTS_DIFFERING)}>{differingWords(differing)}</a>
    </p>
  );
  const oldest = owed?.events[0];
  if (!owed || !oldest) return changed && <Notice kind="warning">{changed}</Notice>;
  const href = mayChange ? '/events/counts' : eventListHref(COUNTS_DUE);
  if (brief) {
    return (
      <Notice kind="warning">
        <p>
          <a href={href}>{sentence(owed)}</a>
        </p>
        {changed}
      </Notice>
    );
  }
  return (
    <div className="counts-to-check">
      <Notice
        kind="warning"
        title={
          <>
            <span className="wide-only">{sentence(owed)}</span>
            <span className="narrow-only">{briefly(owed)}</span>
          </>
        }
      >
        <div className={changed ? 'more' : 'more wide-only'}>
          <p className="wide-only">
            {owed.count === 1 ? 'It' : 'The oldest'} ended {formatDay(oldest.endsOn)},{' '}
            {overdueWords(oldest.daysOverdue)} ago. Without a count, even 0, an educator’s renewal may be denied.
          </p>
          {changed}
        </div>
        <ButtonLink href={href} variant={mayChange ? 'primary' : 'secondary'}>
          {mayChange ? (owed.count === 1 ? 'Record the count' : 'Record the counts') : 'Show them'}
        </ButtonLink>
      </Notice>
    </div>
  );
}

function differingWords(count: number): string {
  const events = count === 1 ? '1 event' : `${count.toLocaleString('en-US')} events`;
  return `${events} had certificates issued or revoked after the count was recorded`;
}

function overdueWords(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-US')} days`;
}

function briefly({ count, orMore }: Owed): string {
  const number = count.toLocaleString('en-US');
  return count === 1 ? '1 count due' : `${orMore ? `More than ${number}` : number} counts due`;
}

function sentence({ count, orMore }: Owed): string {
  if (count === 1) return '1 past event still needs a certificate count';
  const number = count.toLocaleString('en-US');
  return `${orMore ? `More than ${number}` : number} past events still need a certificate count`;
}
