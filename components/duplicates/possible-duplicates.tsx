import { Notice } from '../notice';

type Props = {
  eventId: number;
  /** How many people on the roster may be somebody else there, with no decision yet. */
  count: number;
};

/** Warns that people on the roster may be the same person, on each page whose numbers that would change. */
export function PossibleDuplicates({ eventId, count }: Props) {
  if (count === 0) return null;
  return (
    <Notice kind="warning" title={`${count.toLocaleString('en-US')} possible duplicates`}>
      <p>
        {count.toLocaleString('en-US')} people on the roster have the same name, or the same first and last name, as
        someone else there, or share an email address and have similar names. They may be one person with two
        certificates, counted twice. <a href={`/events/${eventId}/attendees/duplicates`}>Review possible duplicates</a>
      </p>
    </Notice>
  );
}
