import type { WaitingForSignature as Waiting } from '@/lib/learning-systems/signed-only';
import { formatMoment } from '@/lib/platform/days';
import { Notice } from '../notice';

/** Says that learners wait for certificates because nobody has signed the event. */
export function WaitingForSignature({ events }: { events: readonly Waiting[] }) {
  if (events.length === 0) return null;
  return (
    <Notice kind="warning" title="Learners are waiting for a signature">
      <p>
        Your keys get only signed certificates. Sign these events, and learners get their certificates when they open
        them again.
      </p>
      <ul>
        {events.map(({ eventId, title, label, refusedAt }) => (
          <li key={eventId}>
            <a href={`/events/${eventId}/sign`}>
              Sign <bdi>{title}</bdi>
            </a>
            : <bdi>{label}</bdi> last asked for a certificate on {formatMoment(refusedAt)}.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
