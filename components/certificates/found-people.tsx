import type { FoundCertificate, FoundPerson } from '@/lib/certificates/find/find-certificates';
import { formatDays, formatMoment } from '@/lib/platform/days';
import type { StateAction } from '../account/button-form';
import { DataTable } from '../data-table';
import { ResendForm } from './resend-form';

type Props = {
  people: FoundPerson[];
  /** What was searched for. */
  q: string;
  /** Null for people who only read. */
  action: StateAction | null;
};

const WHY_NOT: Record<NonNullable<FoundCertificate['whyNotSend']>, string> = {
  unsigned: 'Not signed: open it to send it',
  canceled: 'The event was canceled',
  'no-address': 'No email address',
};

/** Lists the people a search found, each with the certificates of all events and a button that emails them again. */
export function FoundPeople({ people, q, action }: Props) {
  return people.map(({ name, email, school, certificates }) => {
    const ready = certificates.filter(({ whyNotSend }) => whyNotSend === null);
    return (
      <section key={`${name}${email}`} className="found-person">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p className="hint wrap-anywhere">{[email ?? 'No email address', school].filter(Boolean).join(' · ')}</p>
        <DataTable
          caption={`Certificates of ${name}`}
          captionHidden
          rows={certificates}
          rowKey={({ certificateId }) => certificateId}
          columns={[
            {
              heading: 'Event',
              cell: ({ eventId, certificateId, title }) => (
                <a href={`/events/${eventId}/certificates/${certificateId}`}>{title}</a>
              ),
            },
            { heading: 'Dates', cell: ({ startsOn, endsOn }) => formatDays(startsOn, endsOn) },
            { heading: 'PDUs', kind: 'number', cell: ({ units }) => units },
            { heading: 'Serial', cell: ({ serial }) => <span className="serial">{serial}</span> },
            {
              heading: 'Email',
              cell: (certificate) => <Emailed certificate={certificate} q={q} name={name} action={action} />,
            },
          ]}
        />
        {action && ready.length > 1 && (
          <ResendForm
            action={action}
            certificates={ready.map(toSend)}
            q={q}
            label={`Send all ${ready.length}`}
            about={`to ${name}`}
            variant="secondary"
          />
        )}
      </section>
    );
  });
}

type EmailedProps = { certificate: FoundCertificate; q: string; name: string; action: StateAction | null };

function Emailed({ certificate, q, name, action }: EmailedProps) {
  const { title, mailed, whyNotSend } = certificate;
  return (
    <div>
      {action && whyNotSend === null && (
        <ResendForm
          action={action}
          certificates={[toSend(certificate)]}
          q={q}
          label={mailed ? 'Send again' : 'Send by email'}
          about={`to ${name}: ${title}`}
          variant="secondary"
        />
      )}
      <span className="sub">
        {whyNotSend ? WHY_NOT[whyNotSend] : mailed ? `Sent ${formatMoment(mailed.createdAt)}` : 'Not sent yet'}
      </span>
    </div>
  );
}

function toSend({ eventId, certificateId, mailed }: FoundCertificate): string {
  return `${eventId}:${certificateId}:${mailed?.mailId ?? 0}`;
}
