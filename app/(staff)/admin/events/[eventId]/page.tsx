import { draftName } from '@/app/_edges/draft-name';
import { listCrumb } from '@/app/_edges/event-crumbs';
import { readEventFacts } from '@/app/_edges/event-facts';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EventCanceled } from '@/components/cancellation/event-canceled';
import { PrintToPdf } from '@/components/certificate-versions';
import { CountDiffers } from '@/components/count-differs';
import { CourseYears } from '@/components/courses/course-years';
import { InterimCounts } from '@/components/courses/interim-counts';
import { ForgetEventDraft } from '@/components/event-form/forget-event-draft';
import { EventLog } from '@/components/event-log';
import { EventNav } from '@/components/event-nav';
import { EventColumns, EventRecords } from '@/components/event-records';
import { PageHeader } from '@/components/page-header';
import { Tag } from '@/components/tag';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findCourse } from '@/lib/courses/find-course';
import { findInterimCounts } from '@/lib/courses/record-interim-count';
import { parseEventId } from '@/lib/events/event-id';
import { listEventLog } from '@/lib/events/event-log';
import { everyEventHref } from '@/lib/events/every-event-query';
import { WHOLE_LIST } from '@/lib/events/list-query';
import { stateOf, whyNotReportable } from '@/lib/events/rules';

export const generateMetadata = titledByEvent(undefined, 'event.list-every');

const SAVED: Record<string, string> = {
  canceled: 'The event is canceled. The provider reads your reason on its page.',
  corrected: 'The event is corrected. The provider reads your reason in its history.',
  count: 'The certificate count is recorded. The provider reads your reason in the event’s history.',
  restored: 'The event is restored. The provider reads your reason in its history.',
};

/** How much of the history the page shows; the rest is on the page of the history. */
const LATEST = 5;

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

/** Shows an event to staff: what its provider sees, and what staff can do for the provider. */
export default personPage(['staff'], async (ctx, { params, searchParams }: Props) => {
  authorize(ctx, 'event.list-every');
  const eventId = parseEventId((await params).eventId);
  const [facts, { entries }] = await Promise.all([readEventFacts(ctx, eventId), listEventLog(ctx, eventId, null)]);
  const { event, cancellation } = facts;
  const today = ctx.clock.today();
  const whyNotReport = whyNotReportable(event, today);
  const course = await findCourse(ctx, event);
  const interim = course && (await findInterimCounts(ctx, event.id));
  const path = `/admin/events/${event.id}`;
  const { saved } = await searchParams;
  return (
    <>
      <Breadcrumbs crumbs={[listCrumb(ctx.actor), { label: event.title }]} />
      <SavedNotice words={SAVED} saved={saved} />
      {saved === 'corrected' && <ForgetEventDraft draft={draftName(ctx.actor, `correct-${eventId}`)} />}
      <PageHeader
        title={<span dir="auto">{event.title}</span>}
        lead={
          <>
            <Tag state={stateOf(event, today)} />{' '}
            <a href={everyEventHref({ ...WHOLE_LIST, providerId: event.providerId })}>
              <bdi>{event.providerName}</bdi>
            </a>
            , {event.providerPhone}
          </>
        }
        action={!cancellation && <PrintToPdf eventId={event.id} secondary />}
      />
      <EventNav event={event} current="event" mayChange={false} />
      {cancellation ? (
        <EventCanceled cancellation={cancellation} requestsHref="/admin/requests" />
      ) : (
        <CountDiffers event={event} mayChange={false} />
      )}
      <EventColumns facts={facts} maySign={false}>
        <ButtonRow>
          {cancellation ? (
            <ButtonLink href={`${path}/restore`} variant="secondary">
              Restore
            </ButtonLink>
          ) : (
            <>
              <ButtonLink href={`${path}/correct`} variant="secondary">
                Correct
              </ButtonLink>
              <ButtonLink href={`${path}/cancel`} variant="secondary">
                Cancel event
              </ButtonLink>
            </>
          )}
        </ButtonRow>
        <p className="hint mt-3">
          Does the provider need more than this?{' '}
          <a href={`/admin/act-for/${event.providerId}`}>Act for this provider</a>
        </p>
      </EventColumns>
      {course && <CourseYears years={course.years} eventId={event.id} hrefOf={(id) => `/admin/events/${id}`} />}
      <EventRecords facts={facts} today={today} side="staff">
        {interim && <InterimCounts found={interim} href={null} />}
        {!whyNotReport && (
          <p>
            <a href={`${path}/report`}>
              {event.certificateCount === null
                ? 'Record a count for the provider'
                : 'Correct the count for the provider'}
            </a>
          </p>
        )}
      </EventRecords>
      <section>
        <h2>History</h2>
        {entries.length === 0 ? (
          <p>Nothing is recorded yet.</p>
        ) : (
          <>
            <EventLog entries={entries.slice(0, LATEST)} requestsHref="/admin/requests" />
            {entries.length > LATEST && <a href={`/events/${event.id}/history`}>All history</a>}
          </>
        )}
        {whyNotAllowed(ctx.actor, 'audit.read') === null && (
          <p>
            <a href={`/admin/audit?type=event&number=${event.id}`}>Everything in the audit log</a>
          </p>
        )}
      </section>
    </>
  );
});
