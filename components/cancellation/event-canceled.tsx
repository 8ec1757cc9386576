import type { Cancellation } from '@/lib/events/find-cancellation';
import { formatMoment } from '@/lib/platform/days';
import { Notice } from '../notice';

type Props = { cancellation: Cancellation; requestsHref: '/requests' | '/admin/requests' };

/** Says that an event is canceled, by whom, when and why. */
export function EventCanceled({ cancellation, requestsHref }: Props) {
  const { byName, at, reason, requestId } = cancellation;
  return (
    <Notice kind="warning" title="This event was canceled">
      <p className="whitespace-pre-line" dir="auto">
        {reason}
      </p>
      <p className="mt-2">
        Canceled by {byName}, agency staff, on {formatMoment(at)}.{' '}
        {requestId !== null && <a href={`${requestsHref}/${requestId}`}>See request {requestId}</a>}
      </p>
      <p className="mt-2">
        It needs no certificate count, and nothing can be changed or issued for it. Certificates that were already
        issued stay valid. Only agency staff can restore it.
      </p>
    </Notice>
  );
}
