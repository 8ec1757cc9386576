import type { OtherSession } from '@/lib/conference-roster/check-in';

/**
 * Links the scanners of the other sessions of a conference. They are plain links, because a phone keeps each scanner that it
 * has opened, and opens it without a network.
 */
export function SwitchSession({ others }: { others: readonly OtherSession[] }) {
  if (others.length === 0) return null;
  return (
    <details className="own-mail switch-session">
      <summary>Switch session</summary>
      <ul className="bulleted">
        {others.map(({ id, title, when }) => (
          <li key={id}>
            <a href={`/events/${id}/attendees/check-in/scan`}>
              <bdi>{title}</bdi>
            </a>{' '}
            <span className="hint">
              <bdi>{when}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
