import type { WaitingClaims as Waiting } from '@/lib/certificates/claims/list-waiting';
import { Notice } from '../notice';

/** Which events have claims that wait for the provider: their attendees have no certificate until somebody decides. */
export function WaitingClaims({ claims: { events, more } }: { claims: Waiting }) {
  if (events.length === 0) return null;
  return (
    <Notice kind="warning" title="Attendees wait for you to accept or refuse their claims">
      <ul>
        {events.map(({ eventId, title, waiting }) => (
          <li key={eventId}>
            <a href={`/events/${eventId}/share`}>{title}</a>:{' '}
            {waiting === 1 ? '1 claim waits' : `${waiting.toLocaleString('en-US')} claims wait`}
          </li>
        ))}
      </ul>
      {more && <p>More events come up here when these are decided.</p>}
    </Notice>
  );
}
