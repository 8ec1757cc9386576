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
    <DataTable
      size="several"
      caption={`${reports.length} ${reports.length === 1 ? 'report is' : 'reports are'} kept with the event’s records for five years.`}
      rows={reports}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Report',
          cell: ({ id, fileName, platform }) => (
            <>
              <a href={`${filesHref}/${id}`} download>
                <bdi>{fileName}</bdi>
              </a>
              {platform && <span className="sub">{platform}</span>}
            </>
          ),
        },
        { heading: 'People', kind: 'number', cell: ({ people }) => people },
        {
          heading: 'Saved',
          cell: ({ uploadedAt, uploadedByName }) => (
            <span>
              {formatMoment(uploadedAt)}
              <span className="sub">
                by <bdi>{uploadedByName}</bdi>
              </span>
            </span>
          ),
        },
        {
          heading: 'Fingerprint (SHA-256)',
          cell: ({ sha256 }) => <code className="wrap-anywhere">{sha256}</code>,
        },
      ]}
      actions={
        withdraw &&
        (({ id, fileName, people }) =>
          people === 0 ? (
            'Withdrawn'
          ) : (
            <ButtonForm
              action={withdraw(id)}
              label="Withdraw"
              about={fileName}
              pendingLabel="Withdrawing…"
              variant="quiet"
            />
          ))
      }
    />
  );
}
