import type { NameToCheck } from '@/lib/attendees/look-over';
import { Notice } from '../notice';
import { NamesList } from './names-list';

type Props = {
  eventId: number;
  /** The first of them. */
  names: readonly NameToCheck[];
  total: number;
};

/** Warns about names that look misspelled, before something is done for everyone on a roster. */
export function CheckSpelling({ eventId, names, total }: Props) {
  if (total === 0) return null;
  return (
    <Notice
      kind="warning"
      title={`Check the spelling of ${total === 1 ? '1 name' : `${total.toLocaleString('en-US')} names`}`}
    >
      <p>
        A certificate prints the name as it is on the <a href={`/events/${eventId}/attendees`}>roster</a>.
      </p>
      <NamesList names={names} total={total} title="Names to check" />
    </Notice>
  );
}
