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
          head={
            // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
            <>
              <th scope="col" role="columnheader">
                Event
              </th>
              <th scope="col" role="columnheader">
                Dates
              </th>
              <th scope="col" role="columnheader" className="number">
                PDUs
              </th>
              <th scope="col" role="columnheader">
                Serial
              </th>
              <th scope="col" role="columnheader">
                Email
              </th>
            </>
            // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
          }
        >
          {certificates.map((certificate) => (
            <CertificateRow
              key={certificate.certificateId}
              certificate={certificate}
              q={q}
              name={name}
              action={action}
            />
          ))}
        </DataTable>
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

type RowProps = { certificate: FoundCertificate; q: string; name: string; action: StateAction | null };

function CertificateRow({ certificate, q, name, action }: RowProps) {
  const { eventId, certificateId, serial, title, startsOn, endsOn, units, mailed, whyNotSend } = certificate;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={`/events/${eventId}/certificates/${certificateId}`}>{title}</a>
      </th>
      <td role="cell" data-label="Dates">
        {formatDays(startsOn, endsOn)}
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {units}
      </td>
      <td role="cell" data-label="Serial">
        <span className="serial">{serial}</span>
      </td>
      <td role="cell" data-label="Email">
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
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

function toSend({ eventId, certificateId, mailed }: FoundCertificate): string {
  return `${eventId}:${certificateId}:${mailed?.mailId ?? 0}`;
}
