import { issuedSinceReport, proposedCount } from '@/lib/events/rules';
import { Notice } from './notice';

type Props = {
  event: { id: number; certificateCount: number | null; issuedCount: number; reportedIssued: number | null };
  /** Whether the person may record a number. */
  mayChange: boolean;
  /** True on the page where it is recorded, so that no link to that page is shown. */
  here?: boolean;
};

/** Says that certificates were issued or revoked after the count was recorded, which never updates automatically (M14). */
export function CountDiffers({ event, mayChange, here }: Props) {
  const since = issuedSinceReport(event);
  if (since === 0) return null;
  const proposed = proposedCount(event).toLocaleString('en-US');
  const recorded = (event.certificateCount ?? 0).toLocaleString('en-US');
  return (
    <Notice kind="warning" title={`${sinceWords(since)} since the count was recorded`}>
      <p>
        {recorded} {event.certificateCount === 1 ? 'is' : 'are'} recorded. With this change, it would be {proposed}.{' '}
        {mayChange && !here && <a href={`/events/${event.id}/report`}>Record {proposed}</a>}
      </p>
    </Notice>
  );
}

/** Returns "3 more certificates were issued" or "1 certificate was revoked". */
function sinceWords(since: number): string {
  const number = Math.abs(since).toLocaleString('en-US');
  if (since > 0) return since === 1 ? '1 more certificate was issued' : `${number} more certificates were issued`;
  return since === -1 ? '1 certificate was revoked' : `${number} certificates were revoked`;
}
