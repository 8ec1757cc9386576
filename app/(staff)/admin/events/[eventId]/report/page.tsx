import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { CountDiffers } from '@/components/count-differs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ReportForm } from '@/components/report-form';
import { ReportHistory } from '@/components/report-history';
import { authorize } from '@/lib/access/authorize';
import { listEventHistory } from '@/lib/events/event-history';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { proposedOnPaper, whyNotReportable } from '@/lib/events/rules';
import { formatDay, formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { reportForProviderAction } from './actions';

export const generateMetadata = titledByEvent('Record count', 'event.report-for');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['staff'], reportPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = reportForProviderAction.bind(null, eventId);
    const address = `/admin/events/${eventId}/report`;
    return <KeptForm because={because} action={action} address={address} saveLabel="Record count" />;
  },
});

async function reportPage(ctx: Context, { params }: Props) {
  authorize(ctx, 'event.report-for');
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { reports } = await listEventHistory(ctx, event);
  const why = whyNotReportable(event, ctx.clock.today());
  const back = `/admin/events/${event.id}`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Record count' })} />
      <PageHeader
        title={event.certificateCount === null ? 'Record count' : 'Correct the certificate count'}
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)} · {event.providerName}
          </>
        }
      />
      {why ? (
        <Inset title={event.canceledAt ? 'No count is due' : 'Not yet'}>
          <p>
            {event.canceledAt
              ? 'This event was canceled. Restore it before you record a count.'
              : `A count can be recorded from the event’s last day on, ${formatDay(event.endsOn)}.`}
          </p>
          <ButtonLink href={back} variant="secondary">
            Back to the event
          </ButtonLink>
        </Inset>
      ) : (
        <>
          <CountDiffers event={event} mayChange here />
          <Inset title="You record it for the provider">
            <p>
              The count is the provider’s to report. Record it here when the provider gave you the number. It reads your
              name and your reason in the event’s history, and can correct the count.
            </p>
          </Inset>
          <ReportForm
            action={reportForProviderAction.bind(null, String(event.id))}
            requestKey={crypto.randomUUID()}
            issuedHere={event.issuedCount}
            onPaper={proposedOnPaper(event)}
            latestReport={reports[0]?.id ?? 0}
            reasonHint="Who gave you the number, and how. The provider reads it in the event’s history."
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
