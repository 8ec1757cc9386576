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
    <DataTable
      caption="Queues of jobs"
      captionHidden
      rows={queues}
      rowKey={({ name }) => name}
      columns={[
        { heading: 'Queue', cell: nameOf },
        {
          heading: 'State',
          cell: ({ paused, waitingSince }) => (
            <>
              {paused ? (
                <>
                  Paused
                  <span className="sub">
                    By {paused.byName}, {formatMoment(paused.at)}
                  </span>
                </>
              ) : (
                'Open'
              )}
              {waitingSince && <span className="sub">Oldest waiting since {formatMoment(waitingSince)}</span>}
            </>
          ),
        },
        { heading: 'Waiting', kind: 'number', cell: ({ waiting }) => waiting.toLocaleString('en-US') },
        { heading: 'Later', kind: 'number', cell: ({ later }) => later.toLocaleString('en-US') },
        { heading: 'Running', kind: 'number', cell: ({ running }) => running.toLocaleString('en-US') },
        { heading: 'Given up', kind: 'number', cell: ({ givenUp }) => givenUp.toLocaleString('en-US') },
      ]}
      actions={
        pauseAction &&
        continueAction &&
        ((queue) => (
          <ButtonForm
            action={queue.paused ? continueAction : pauseAction}
            fields={{ queue: queue.name }}
            label={queue.paused ? 'Continue' : 'Pause'}
            about={nameOf(queue)}
            pendingLabel={queue.paused ? 'Continuing…' : 'Pausing…'}
            variant="quiet"
          />
        ))
      }
    />
  );
}

function nameOf({ name }: QueueState): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
