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
    <DataTable
      caption="Failed jobs, latest first"
      captionHidden
      rows={failed}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Job',
          cell: ({ id, kind }) => (
            <>
              {kind}
              <span className="sub">Job {id}</span>
            </>
          ),
        },
        { heading: 'Reason', className: 'wrap-anywhere', cell: ({ reason }) => reason },
        { heading: 'Attempts', cell: ({ attempts, maxAttempts }) => `${attempts} of ${maxAttempts}` },
        { heading: 'Next attempt', cell: nextWords },
      ]}
      actions={
        retryAction &&
        (({ id, state }) =>
          state !== 'running' && (
            <ButtonForm
              action={retryAction}
              fields={{ jobId: id }}
              label="Retry"
              about={`job ${id}`}
              pendingLabel="Retrying…"
              variant="quiet"
            />
          ))
      }
    />
  );
}

function nextWords({ state, nextAt }: FailedJobRow): string {
  if (state === 'running') return 'Running now';
  if (state === 'given up') return 'None';
  return nextAt ? formatMoment(nextAt) : 'Now';
}
