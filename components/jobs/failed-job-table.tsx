import type { FailedJobRow } from '@/lib/jobs/staff/describe-jobs';
import { formatMoment } from '@/lib/platform/days';
import { ButtonForm, type StateAction } from '../account/button-form';
import { DataTable } from '../data-table';

type Props = {
  failed: FailedJobRow[];
  /** Null for people who only read. */
  retryAction: StateAction | null;
};

/** Lists failed jobs with their reason. Nothing in it says whom a job is about. */
export function FailedJobTable({ failed, retryAction }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption="Failed jobs, latest first"
      captionHidden
      head={['Job', 'Reason', 'Attempts', 'Next attempt', ...(retryAction ? ['Actions'] : [])].map((label) => (
        <th key={label} scope="col" role="columnheader">
          {label}
        </th>
      ))}
    >
      {failed.map((job) => (
        <tr role="row" key={job.id}>
          <th scope="row" role="rowheader">
            {job.kind}
            <span className="sub">Job {job.id}</span>
          </th>
          <td role="cell" data-label="Reason" className="wrap-anywhere">
            {job.reason}
          </td>
          <td role="cell" data-label="Attempts">
            {job.attempts} of {job.maxAttempts}
          </td>
          <td role="cell" data-label="Next attempt">
            {nextWords(job)}
          </td>
          {retryAction && (
            <td role="cell" className="actions">
              {job.state !== 'running' && (
                <ButtonForm
                  action={retryAction}
                  fields={{ jobId: job.id }}
                  label="Retry"
                  about={`job ${job.id}`}
                  pendingLabel="Retrying…"
                  variant="quiet"
                />
              )}
            </td>
          )}
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

function nextWords({ state, nextAt }: FailedJobRow): string {
  if (state === 'running') return 'Running now';
  if (state === 'given up') return 'None';
  return nextAt ? formatMoment(nextAt) : 'Now';
}
