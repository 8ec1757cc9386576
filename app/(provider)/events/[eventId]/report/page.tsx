import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { CountDiffers } from '@/components/count-differs';
import { CountExample } from '@/components/count-example';
import { PossibleDuplicates } from '@/components/duplicates/possible-duplicates';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ReportForm } from '@/components/report-form';
import { ReportHistory } from '@/components/report-history';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { countPossibleDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { listEventHistory } from '@/lib/events/event-history';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { proposedOnPaper, whyNotReportable } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { reportAction } from './actions';

export const generateMetadata = titledByEvent('Record count', 'event.report');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['provider'], reportPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = reportAction.bind(null, eventId);
    return (
      <KeptForm because={because} action={action} address={`/events/${eventId}/report`} saveLabel="Record count" />
    );
  },
});

async function reportPage(ctx: Context, { params }: Props) {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { reports } = await listEventHistory(ctx, event);
  const whyNotYou = whyNotAllowed(ctx.actor, 'event.report');
  const why = whyNotYou ?? whyNotReportable(event, ctx.clock.today());
  const back = `/events/${event.id}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: back },
          { label: 'Record count' },
        ]}
      />
      <PageHeader
        title={event.certificateCount === null ? 'Record count' : 'Correct the certificate count'}
        lead={`${event.title} · ${formatDays(event.startsOn, event.endsOn)}`}
      />
      <EventNav event={event} current="report" mayChange={whyNotYou === null} />
      {why ? (
        <Inset title={whyNotYou ? 'Your role can’t do this' : event.canceledAt ? 'No count is owed' : 'Not yet'}>
          <p>{why}</p>
          <ButtonLink href={back} variant="secondary">
            Back to the event
          </ButtonLink>
        </Inset>
      ) : (
        <>
          <CountDiffers event={event} mayChange here />
          <PossibleDuplicates eventId={event.id} count={await countPossibleDuplicates(ctx, event.id)} />
          <Inset title="Why this matters">
            <p>
              An educator’s certificate counts toward license renewal when its event is reported. A missing count could
              keep an educator from renewing.
            </p>
          </Inset>
          <CountExample event={event} />
          <ReportForm
            action={reportAction.bind(null, String(event.id))}
            requestKey={crypto.randomUUID()}
            issuedHere={event.issuedCount}
            onPaper={proposedOnPaper(event)}
            latestReport={reports[0]?.id ?? 0}
            cancelHref={back}
            address={`${back}/report`}
          />
        </>
      )}
      {reports.length > 0 && (
        <section>
          <h2>Recorded so far</h2>
          <ReportHistory reports={reports} />
        </section>
      )}
    </>
  );
}
