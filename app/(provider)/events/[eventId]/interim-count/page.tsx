import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ReportForm } from '@/components/report-form';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findInterimCounts } from '@/lib/courses/record-interim-count';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { formatDay, formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { interimCountAction } from './actions';

export const generateMetadata = titledByEvent('Count up to June 30', 'event.report');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['provider'], interimCountPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = interimCountAction.bind(null, eventId);
    return (
      <KeptForm
        because={because}
        action={action}
        address={`/events/${eventId}/interim-count`}
        saveLabel="Record count"
      />
    );
  },
});

async function interimCountPage(ctx: Context, { params }: Props) {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { now } = await findInterimCounts(ctx, event.id);
  const whyNotYou = whyNotAllowed(ctx.actor, 'event.report');
  const back = `/events/${event.id}`;
  const onPaper = now?.recorded ? now.recorded.count - now.recorded.issued : now && now.issued > 0 ? 0 : null;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: back },
          { label: 'Count up to June 30' },
        ]}
      />
      <PageHeader
        title={now ? `Count up to ${formatDay(now.asOf)}` : 'Count up to June 30'}
        lead={`${event.title} · ${formatDays(event.startsOn, event.endsOn)}`}
      />
      <EventNav event={event} current="report" below mayChange={whyNotYou === null} />
      {whyNotYou || !now ? (
        <Inset title={whyNotYou ? 'Your role can’t do this' : 'No count up to June 30'}>
          <p>
            {whyNotYou ??
              'This count is for a course that is always open, that runs on June 30 and goes on after it. You can record it from July 1 on.'}
          </p>
          <ButtonLink href={back} variant="secondary">
            Back to the event
          </ButtonLink>
        </Inset>
      ) : (
        <>
          <Inset title="For the annual report">
            <p>
              The reporting year ends on June 30, before this course does. Count the certificates given out from{' '}
              {formatDay(event.startsOn)} to {formatDay(now.asOf)}. The count at the end of the course is still due, and
              includes these.
            </p>
          </Inset>
          <ReportForm
            action={interimCountAction.bind(null, String(event.id))}
            requestKey={crypto.randomUUID()}
            issuedHere={now.issued}
            onPaper={onPaper}
            latestReport={now.recorded?.id ?? 0}
            asOf={now.asOf}
            cancelHref={back}
            address={`${back}/interim-count`}
          />
        </>
      )}
    </>
  );
}
