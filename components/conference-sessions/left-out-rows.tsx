import type { leftOutOf } from '@/lib/conference-sessions/left-out';
import { Notice } from '../notice';

type Props = { rows: Readonly<ReturnType<typeof leftOutOf>> };

/** Names the rows of a list that were not saved, with why. */
export function LeftOutRows({ rows }: Props) {
  if (rows.length === 0) return null;
  return (
    <Notice kind="warning" title={rows.length === 1 ? '1 row was not saved' : `${rows.length} rows were not saved`}>
      <p>Correct these rows in your list, then import or enter them again.</p>
      <ul className="bulleted">
        {rows.map(({ line, title, why, eventId }) => (
          <li key={line}>
            Row {line},{' '}
            {eventId ? (
              <a href={`/events/${eventId}`}>
                <bdi>{title || `Event ${eventId}`}</bdi>
              </a>
            ) : (
              <bdi>{title || 'no title'}</bdi>
            )}
            : {why.join(' ')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
