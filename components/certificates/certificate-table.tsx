import type { ListedCertificate } from '@/lib/certificates/list/list-certificates';
import { formatMoment } from '@/lib/platform/days';
import { DataTable } from '../data-table';
import { CertificateStateTag } from './certificate-state';

const HEADINGS = ['Name', 'Status', 'PDUs', 'Issued', 'Mailed'];

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
  const may = { correct: mayChange && !canceled, revoke: mayChange };
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption={caption}
      head={
        <>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader" className={heading === 'PDUs' ? 'number' : undefined}>
              {heading}
            </th>
          ))}
          <th scope="col" role="columnheader" className="actions-heading">
            Actions
          </th>
        </>
      }
    >
      {certificates.map((certificate) => certificateRow(eventId, certificate, may))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

/** A plain function instead of a component, as in the event list: fifty rows are most of the page's rendering cost. */
function certificateRow(eventId: number, certificate: ListedCertificate, may: { correct: boolean; revoke: boolean }) {
  const { id, name, serial, state, units, issuedAt, hasAddress, mailedAt } = certificate;
  const path = `/events/${eventId}/certificates/${id}`;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr role="row" key={id}>
      <th scope="row" role="rowheader">
        <a href={path} dir="auto">
          {name}
        </a>
        <span className="sub serial">{serial}</span>
      </th>
      <td role="cell" data-label="Status">
        {CertificateStateTag({ state })}
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {units}
      </td>
      <td role="cell" data-label="Issued">
        {formatMoment(issuedAt)}
        <span className="sub">{issuedBy(certificate)}</span>
      </td>
      <td role="cell" data-label="Mailed">
        {mailedAt ? formatMoment(mailedAt) : state !== 'valid' ? '–' : hasAddress ? 'Not yet' : 'No address'}
      </td>
      <td role="cell" className="actions">
        <a href={`${path}/file`}>Open PDF</a>
        {may.correct && state === 'valid' && <a href={`${path}/correct`}>Correct</a>}
        {may.revoke && state === 'valid' && <a href={`${path}/revoke`}>Revoke</a>}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

/** Returns who issued it, or how the attendee got it without anybody issuing it. */
export function issuedBy({ origin, issuedByName }: Pick<ListedCertificate, 'origin' | 'issuedByName'>): string {
  if (issuedByName) return `by ${issuedByName}`;
  return origin === 'learning_system' ? 'from a learning system' : 'claimed through a share link';
}
