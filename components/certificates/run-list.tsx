import { RUN_STATES, RUN_TITLES } from '@/lib/certificates/runs/words';
import { formatMoment } from '@/lib/platform/days';
import { LiveRefresh } from '../live-refresh';
import { RunProgress } from './run-progress';

type Run = Parameters<typeof RunProgress>[0]['run'] & { createdAt: Date; createdByName: string };

type Props = {
  eventId: number;
  runs: Run[];
  /** True for bulk runs in progress, each with its bar; false for finished ones, as a list. */
  open: boolean;
};

export function RunList({ eventId, runs, open }: Props) {
  const shown = runs.filter(({ state }) => (state === 'running' || state === 'paused') === open);
  if (shown.length === 0) return null;
  const path = `/events/${eventId}/certificates`;
  if (open) {
    return (
      <>
        {shown.map((run) => (
          <section key={run.id} className="inset" aria-label={RUN_TITLES[run.kind]}>
            <h2>{RUN_TITLES[run.kind]}</h2>
            <RunProgress run={run} />
            <p>
              <a href={`${path}/runs/${run.id}`}>Details, pause and cancel</a>
            </p>
          </section>
        ))}
        {shown.some(({ state }) => state === 'running') && (
          <LiveRefresh everySeconds={2} link={{ href: path, label: 'Refresh progress' }} />
        )}
      </>
    );
  }
  return (
    <section>
      <h2>Recent activity</h2>
      <ul className="history">
        {shown.map((run) => (
          <li key={run.id}>
            <a href={`${path}/runs/${run.id}`}>
              {RUN_TITLES[run.kind]}: {(run.total - run.open).toLocaleString('en-US')} of{' '}
              {run.total.toLocaleString('en-US')}
            </a>
            <span className="hint">
              {RUN_STATES[run.state]}
              {run.problems > 0 && `, ${run.problems.toLocaleString('en-US')} with a problem`}. {run.createdByName},{' '}
              {formatMoment(run.createdAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
