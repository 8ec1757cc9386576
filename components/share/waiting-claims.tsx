import type { WaitingClaims as Waiting } from '@/lib/claims/list-waiting';
import { Notice } from '../notice';

/** Lists the events with claims waiting for the provider: their attendees get no certificate until somebody decides. */
export function WaitingClaims({ claims: { events, more } }: { claims: Waiting }) {
  if (events.length === 0) return null;
  return (
    <Notice kind="warning" title="Attendees are waiting for you to accept or refuse their claims">
      <ul>
        {events.map(({ eventId, title, waiting }) => (
          <li key={eventId}>
            <a href={`/events/${eventId}/share`}>{title}</a>:{' '}
            {waiting === 1 ? '1 claim is waiting' : `${waiting.toLocaleString('en-US')} claims are waiting`}
          </li>
        ))}
      </ul>
      {more && <p>More events appear here as you decide these.</p>}
    </Notice>
  );
}
