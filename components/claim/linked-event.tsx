import { unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import type { LinkedEvent } from '@/lib/share-links/open-link';

/** Shows which event the link is for, so that nobody claims the certificate of another event. */
export function LinkedEventFacts({ event }: { event: LinkedEvent }) {
  const units = unitsOf(event.hours);
  return (
    <>
      <strong dir="auto">{event.title}</strong>
      <span className="claim-facts">
        {formatDays(event.startsOn, event.endsOn)} · <bdi>{event.providerName}</bdi> · {units}{' '}
        {units === '1' ? 'professional development unit' : 'professional development units'} (PDU
        {units === '1' ? '' : 's'})
      </span>
    </>
  );
}
