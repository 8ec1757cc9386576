import { formatMoment } from '@/lib/platform/days';
import type { FormState } from '@/lib/platform/forms/form-values';
import { ButtonForm } from '../account/button-form';
import { DataTable } from '../data-table';

export type KeptReport = {
  id: number;
  fileName: string;
  platform: string;
  sha256: string;
  uploadedAt: Date;
  uploadedByName: string;
  people: number;
};

type Props = {
  reports: readonly KeptReport[];
  /** The address of a report's file, without its number. */
  filesHref: string;
  withdraw: ((reportId: number) => (before: FormState, form: FormData) => Promise<FormState>) | null;
};

/** Lists the reports that attendance comes from, which stay with the event's records as evidence. */
export function ReportList({ reports, filesHref, withdraw }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption={`${reports.length} ${reports.length === 1 ? 'report is' : 'reports are'} kept with the event’s records for five years.`}
      head={['Report', 'People', 'Saved', 'Fingerprint (SHA-256)', ...(withdraw ? ['Actions'] : [])].map((heading) => (
        <th key={heading} scope="col" role="columnheader" className={heading === 'People' ? 'number' : undefined}>
          {heading === 'Actions' ? <span className="sr-only">Actions</span> : heading}
        </th>
      ))}
    >
      {reports.map(({ id, fileName, platform, sha256, uploadedAt, uploadedByName, people }) => (
        <tr role="row" key={id}>
          <th scope="row" role="rowheader">
            <a href={`${filesHref}/${id}`} download>
              <bdi>{fileName}</bdi>
            </a>
            {platform && <span className="sub">{platform}</span>}
          </th>
          <td role="cell" data-label="People" className="number">
            {people}
          </td>
          <td role="cell" data-label="Saved">
            <span>
              {formatMoment(uploadedAt)}
              <span className="sub">
                by <bdi>{uploadedByName}</bdi>
              </span>
            </span>
          </td>
          <td role="cell" data-label="Fingerprint (SHA-256)">
            <code className="wrap-anywhere">{sha256}</code>
          </td>
          {withdraw && (
            <td role="cell" className="actions">
              {people === 0 ? (
                'Withdrawn'
              ) : (
                <ButtonForm
                  action={withdraw(id)}
                  label="Withdraw"
                  about={fileName}
                  pendingLabel="Withdrawing…"
                  variant="quiet"
                />
              )}
            </td>
          )}
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
