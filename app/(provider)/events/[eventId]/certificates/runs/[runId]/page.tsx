import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { RunProblems } from '@/components/certificates/run-problems';
import { RunProgress } from '@/components/certificates/run-progress';
import { RunResult } from '@/components/certificates/run-result';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { LiveRefresh } from '@/components/live-refresh';
import { PageHeader } from '@/components/page-header';
import { getRun, parseRunId } from '@/lib/certificates/runs/change-run';
import { mayGoOn } from '@/lib/certificates/runs/run-capabilities';
import { timeLeftOf } from '@/lib/certificates/runs/time-left';
import { RUN_TITLES } from '@/lib/certificates/runs/words';
import { parseEventId } from '@/lib/events/event-id';
import { hasEnded } from '@/lib/events/rules';
import { formatMoment } from '@/lib/platform/days';
import { changeRunAction } from './actions';

export const generateMetadata = titledByEvent('Progress');

type Props = { params: Promise<{ eventId: string; runId: string }> };

export default personPage(['provider', 'staff'], async (ctx, { params }: Props) => {
  const given = await params;
  const { event, run, problems, mayChange } = await getRun(ctx, parseEventId(given.eventId), parseRunId(given.runId));
  const path = `/events/${event.id}/certificates`;
  const action = changeRunAction.bind(null, String(event.id), String(run.id));
  const button = (act: string, label: string, pendingLabel: string, variant?: 'secondary' | 'quiet') => (
    <ButtonForm action={action} fields={{ act }} label={label} pendingLabel={pendingLabel} variant={variant} />
  );
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Certificates', href: path }, { label: RUN_TITLES[run.kind] })}
      />
      <PageHeader
        title={RUN_TITLES[run.kind]}
        lead={`Started by ${run.createdByName}, ${formatMoment(run.createdAt)}`}
      />
      <EventNav event={event} current="certificates" below mayChange={mayChange} />
      <RunProgress run={run} timeLeft={timeLeftOf(run, ctx.clock.now())} />
      {run.state === 'running' && (
        <>
          <LiveRefresh everySeconds={2} link={{ href: `${path}/runs/${run.id}`, label: 'Refresh progress' }} />
          <p className="hint">You can close this page. It will finish on its own, even if the system restarts.</p>
        </>
      )}
      {run.state === 'paused' && (
        <Inset title="Paused">
          <p>{run.pauseReason ?? 'What has been done so far is kept. Resume at any time.'}</p>
        </Inset>
      )}
      {run.state === 'cancelled' && <p>What was done before it was canceled is kept.</p>}
      {run.state === 'done' && <RunResult run={run} eventId={event.id} isOver={hasEnded(event, ctx.clock.today())} />}
      {mayChange && (run.state === 'running' || run.state === 'paused') && (
        <div className="button-row">
          {run.state === 'running'
            ? button('pause', 'Pause', 'Pausing…', 'secondary')
            : mayGoOn(run.kind, event) && button('resume', 'Resume', 'Resuming…')}
          {button('cancel', 'Stop', 'Stopping…', 'quiet')}
        </div>
      )}
      <RunProblems eventId={event.id} problems={problems} total={run.problems} />
      <p>
        <a href={path}>All certificates of the event</a>
      </p>
    </>
  );
});
