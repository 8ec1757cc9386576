import { RUN_STATES, RUN_TITLES } from '@/lib/certificates/runs/words';

type Run = {
  id: number;
  kind: keyof typeof RUN_TITLES;
  state: 'running' | 'paused' | 'done' | 'cancelled';
  total: number;
  open: number;
  problems: number;
};

/** Shows the progress of a bulk run: a bar and a count, announced at each tenth of the way. */
export function RunProgress({ run, timeLeft }: { run: Run; timeLeft?: string | null }) {
  const done = run.total - run.open;
  const tenths = Math.floor((done / run.total) * 10) * 10;
  return (
    <div className="run-progress">
      <progress value={done} max={run.total} aria-label={RUN_TITLES[run.kind]} />
      <p>
        <strong>{RUN_STATES[run.state]}.</strong> {done.toLocaleString('en-US')} of {run.total.toLocaleString('en-US')}{' '}
        done
        {run.problems > 0 && `, ${run.problems.toLocaleString('en-US')} with a problem`}.
        {run.state === 'running' && timeLeft && <span className="hint"> {timeLeft}</span>}
      </p>
      <p role="status" className="sr-only">
        {run.state === 'running' ? `${RUN_TITLES[run.kind]}: ${tenths} percent done` : `${RUN_STATES[run.state]}.`}
      </p>
    </div>
  );
}
