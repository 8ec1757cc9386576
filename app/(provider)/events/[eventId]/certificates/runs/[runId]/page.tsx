import type { Metadata } from 'next';
import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeepFresh } from '@/components/certificates/keep-fresh';
import { RunProblems } from '@/components/certificates/run-problems';
import { RunProgress } from '@/components/certificates/run-progress';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { getRun, parseRunId } from '@/lib/certificates/runs/change-run';
import { timeLeftOf } from '@/lib/certificates/runs/time-left';
import { RUN_TITLES } from '@/lib/certificates/runs/words';
import { parseEventId } from '@/lib/events/event-id';
import { formatMoment } from '@/lib/platform/days';
import { changeRunAction } from './actions';

export const metadata: Metadata = { title: 'Progress' };

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
      <PageHeader title={RUN_TITLES[run.kind]} lead={`Begun by ${run.createdByName}, ${formatMoment(run.createdAt)}`} />
      <EventNav eventId={event.id} current="certificates" below mayChange={mayChange} />
      <RunProgress run={run} timeLeft={timeLeftOf(run, ctx.clock.now())} />
      {run.state === 'running' && (
        <>
          <KeepFresh href={`${path}/runs/${run.id}`} />
          <p className="hint">You can close this page: it goes on by itself, also after a restart of the system.</p>
        </>
      )}
      {run.state === 'paused' && (
        <Inset title="Paused">
          <p>{run.pauseReason ?? 'What was done so far stays. Resume it whenever you like.'}</p>
        </Inset>
      )}
      {run.state === 'cancelled' && <p>What was done before it was cancelled stays.</p>}
      {run.state === 'done' && run.kind === 'mail' && (
        <p>The letters are on their way. The page of each certificate says whether its letter was sent.</p>
      )}
      {mayChange && (run.state === 'running' || run.state === 'paused') && (
        <div className="button-row">
          {run.state === 'running'
            ? button('pause', 'Pause', 'Pausing…', 'secondary')
            : button('resume', 'Resume', 'Resuming…')}
          {button('cancel', 'Cancel the rest', 'Cancelling…', 'quiet')}
        </div>
      )}
      <RunProblems eventId={event.id} problems={problems} total={run.problems} />
      <p>
        <a href={path}>All certificates of the event</a>
      </p>
    </>
  );
});
