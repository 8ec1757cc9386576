import type { ListedCertificate } from '@/lib/certificates/list/list-certificates';
import { formatMoment } from '@/lib/platform/days';
import { DataTable } from '../data-table';
import { CameBack } from './came-back';
import { CertificateStateTag } from './certificate-state';

type Props = {
  eventId: number;
  certificates: ListedCertificate[];
  caption: string;
  /** False for viewers and staff, who read and print. */
  mayChange: boolean;
  /** Certificates of a canceled event can be revoked, but not corrected. */
  canceled: boolean;
};

export function CertificateTable({ eventId, certificates, caption, mayChange, canceled }: Props) {
  const pathOf = (id: number) => `/events/${eventId}/certificates/${id}`;
  return (
    <DataTable
      size="several"
      caption={caption}
      rows={certificates}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Name',
          cell: ({ id, name, serial }) => (
            <>
              <a href={pathOf(id)} dir="auto">
                {name}
              </a>
              <span className="sub serial">{serial}</span>
            </>
          ),
        },
        { heading: 'Status', cell: ({ state }) => CertificateStateTag({ state }) },
        { heading: 'PDUs', kind: 'number', cell: ({ units }) => units },
        {
          heading: 'Issued',
          cell: (certificate) => (
            <>
              {formatMoment(certificate.issuedAt)}
              <span className="sub">{issuedBy(certificate)}</span>
            </>
          ),
        },
        {
          heading: 'Mailed',
          cell: (certificate) => (
            <>
              {whenMailed(certificate)}
              {certificate.isUnreached && (
                <span className="sub">
                  <CameBack />
                </span>
              )}
            </>
          ),
        },
        {
          heading: 'Actions',
          kind: 'actions',
          cell: ({ id, state }) => (
            <>
              <a href={`${pathOf(id)}/file`}>Open PDF</a>
              {mayChange && !canceled && state === 'valid' && <a href={`${pathOf(id)}/correct`}>Correct</a>}
              {mayChange && state === 'valid' && <a href={`${pathOf(id)}/revoke`}>Revoke</a>}
            </>
          ),
        },
      ]}
    />
  );
}

function whenMailed({ mailedAt, state, hasAddress }: ListedCertificate): string {
  if (mailedAt) return formatMoment(mailedAt);
  if (state !== 'valid') return '–';
  return hasAddress ? 'Not yet' : 'No address';
}

/** Returns who issued it, or how the attendee got it without anybody issuing it. */
export function issuedBy({ origin, issuedByName }: Pick<ListedCertificate, 'origin' | 'issuedByName'>): string {
  if (issuedByName) return `by ${issuedByName}`;
  return origin === 'learning_system' ? 'from a learning system' : 'claimed through a share link';
}
