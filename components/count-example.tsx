import { Example } from './example';

type Props = { event: { id?: number; asynchronous: boolean; conference: { name: string } | null } };

/** Explains what to count for this kind of event (manual, "Special Considerations"). */
export function CountExample({ event }: Props) {
  if (event.asynchronous) {
    return (
      <Example about="a course that was open all year">
        <p>
          300 people took the course, and 45 of them got an official certificate. Enter 45. If the course stays open,
          choose{' '}
          {event.id ? (
            <a href={`/events/${event.id}#continue`}>Make next year’s entry</a>
          ) : (
            <strong>Make next year’s entry</strong>
          )}{' '}
          on its page instead of adding it again, so that its links keep working.
        </p>
      </Example>
    );
  }
  if (event.conference) {
    return (
      <Example about="a session of a conference">
        <p>
          60 people came to the conference, 40 of them to this session, and 35 of those got a certificate for it. Enter
          35 here. Record each of the other sessions with its own number.
        </p>
      </Example>
    );
  }
  return (
    <Example about="not everyone gets a certificate">
      <p>
        30 people came, 28 completed the event, and 25 of those got a certificate. Enter 25. If the event took place and
        no certificate was given out, enter 0.
      </p>
    </Example>
  );
}
