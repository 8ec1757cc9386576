import { formatDay } from '@/lib/platform/days';
import type { SessionPreview } from '@/lib/whole-conference/preview-issuing';
import { DuplicatesLink } from '../duplicates/duplicates-link';

/** Says what looks wrong with a session before its certificates are issued, each with a link to where it is corrected. */
export function CheckFirst({ session }: { session: SessionPreview }) {
  const { eventId, runsUntil, unusual, duplicates, otherUnits } = session;
  if (!runsUntil && unusual + duplicates + otherUnits === 0) return 'Nothing';
  return (
    <ul>
      {runsUntil && (
        <li>
          <a href={`/events/${eventId}`}>Runs until {formatDay(runsUntil)}</a>
        </li>
      )}
      {unusual > 0 && (
        <li>
          <a href={`/events/${eventId}/certificates/issue-all`}>
            {unusual === 1 ? '1 name to check' : `${unusual.toLocaleString('en-US')} names to check`}
          </a>
        </li>
      )}
      {duplicates > 0 && (
        <li>
          <DuplicatesLink eventId={eventId} count={duplicates} />
        </li>
      )}
      {otherUnits > 0 && (
        <li>
          <a href={`/events/${eventId}/attendees`}>
            {otherUnits === 1 ? '1 person' : `${otherUnits.toLocaleString('en-US')} people`} with other PDUs
          </a>
        </li>
      )}
    </ul>
  );
}
