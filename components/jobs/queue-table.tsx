import type { QueueState } from '@/lib/jobs/staff/describe-jobs';
import { formatMoment } from '@/lib/platform/days';
import { ButtonForm, type StateAction } from '../account/button-form';
import { DataTable } from '../data-table';

type Props = {
  queues: QueueState[];
  /** Null for people who only read. */
  pauseAction: StateAction | null;
  continueAction: StateAction | null;
};

/** Lists the queues with what waits in each. */
export function QueueTable({ queues, pauseAction, continueAction }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption="Queues of jobs"
      captionHidden
      head={
        <>
          {['Queue', 'State'].map((label) => (
            <th key={label} scope="col" role="columnheader">
              {label}
            </th>
          ))}
          {['Waiting', 'Later', 'Running', 'Given up'].map((label) => (
            <th key={label} scope="col" role="columnheader" className="number">
              {label}
            </th>
          ))}
          {pauseAction && (
            <th scope="col" role="columnheader">
              Actions
            </th>
          )}
        </>
      }
    >
      {queues.map((queue) => (
        <tr role="row" key={queue.name}>
          <th scope="row" role="rowheader">
            {nameOf(queue)}
          </th>
          <td role="cell" data-label="State">
            {queue.paused ? (
              <>
                Paused
                <span className="sub">
                  By {queue.paused.byName}, {formatMoment(queue.paused.at)}
                </span>
              </>
            ) : (
              'Open'
            )}
            {queue.waitingSince && <span className="sub">Oldest waiting since {formatMoment(queue.waitingSince)}</span>}
          </td>
          {(['waiting', 'later', 'running', 'givenUp'] as const).map((count) => (
            <td role="cell" key={count} data-label={LABELS[count]} className="number">
              {queue[count].toLocaleString('en-US')}
            </td>
          ))}
          {pauseAction && continueAction && (
            <td role="cell" className="actions">
              <ButtonForm
                action={queue.paused ? continueAction : pauseAction}
                fields={{ queue: queue.name }}
                label={queue.paused ? 'Continue' : 'Pause'}
                about={nameOf(queue)}
                pendingLabel={queue.paused ? 'Continuing…' : 'Pausing…'}
                variant="quiet"
              />
            </td>
          )}
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

const LABELS = { waiting: 'Waiting', later: 'Later', running: 'Running', givenUp: 'Given up' };

function nameOf({ name }: QueueState): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
