import { rosterHref, WHOLE_ROSTER } from '@/lib/attendees/roster-query';
import { conferenceRosterHref } from '@/lib/conference-roster/roster-query';
import { Notice } from '../notice';

/** Marks a person in a list to whom the latest email with their certificate came back. */
export function CameBack() {
  return <span className="tag tag-revoked">Email came back</span>;
}

type Props = { of: { eventId: number } | { conferenceId: number }; count: number };

/** Says to how many people the email with their certificate came back, with a link to them. */
export function EmailsCameBack({ of, count }: Props) {
  if (count === 0) return null;
  const href =
    'eventId' in of
      ? rosterHref(of.eventId, { ...WHOLE_ROSTER, show: 'email_returned' })
      : conferenceRosterHref(of.conferenceId, { returned: true });
  const one = count === 1;
  return (
    <Notice
      kind="warning"
      title={
        one ? 'The email to 1 person came back' : `The emails to ${count.toLocaleString('en-US')} people came back`
      }
    >
      <p>
        {one ? 'This person' : 'They'} did not get the certificate. Correct the address on the roster, then send it
        again. <a href={href}>{one ? 'See who it is' : 'See who they are'}</a>
      </p>
    </Notice>
  );
}
