type Props = { eventId: number; count: number };

/** Leads to the possible duplicates on an event's roster; nothing when there are none. */
export function DuplicatesLink({ eventId, count }: Props) {
  if (count === 0) return null;
  return <a href={`/events/${eventId}/attendees/duplicates`}>{count.toLocaleString('en-US')} possible duplicates</a>;
}
