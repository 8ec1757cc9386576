import { redirect } from 'next/navigation';
import { draftName } from '@/app/_edges/draft-name';
import { listCrumb } from '@/app/_edges/event-crumbs';
import { readEventFacts } from '@/app/_edges/event-facts';
import { titledByEvent } from '@/app/_edges/event-title';
import { owedCountsOfRequest } from '@/app/_edges/owed-counts';
import { personPage } from '@/app/_edges/person-page';
import { News, sentenceOf } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EventCanceled } from '@/components/cancellation/event-canceled';
import { PrintToPdf } from '@/components/certificate-versions';
import { CountDiffers } from '@/components/count-differs';
import { ContinueCourse } from '@/components/courses/continue-course';
import { CourseYears } from '@/components/courses/course-years';
import { InterimCounts } from '@/components/courses/interim-counts';
import { ForgetEventDraft } from '@/components/event-form/forget-event-draft';
import { EventNav } from '@/components/event-nav';
import { EventColumns, EventRecords } from '@/components/event-records';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { Tag } from '@/components/tag';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findCourse } from '@/lib/courses/find-course';
import { findInterimCounts } from '@/lib/courses/record-interim-count';
import { parseEventId } from '@/lib/events/event-id';
import { daysOverdue, hasEnded, stateOf, whyNotEditable, whyNotReportable } from '@/lib/events/rules';
import { findOwnSignature } from '@/lib/signing/own-signature';
import { continueCourseAction } from './actions';

export const generateMetadata = titledByEvent(undefined, 'event.export');

const SAVED: Record<string, string> = {
  added:
    'The event was added. Print the certificate when you need it, and come back after the event to record how many you gave out.',
  'added-past': 'The event was added. It is over: record how many certificates you gave out.',
  edited: 'Your changes are saved. Certificates you print from now on will show them.',
  count: 'The certificate count is recorded.',
  continued:
    'This is the entry for the next year. Look it over, and edit it if anything changes. The links of the year before lead here from its first day on.',
  interim: 'The count up to June 30 is recorded.',
  signed: 'This event’s certificates are signed. Certificates made from now on will have your signature.',
  ink: 'Certificates made from now on will be signed by hand.',
};

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[]; from?: string | string[] }>;
};

export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const eventId = parseEventId((await params).eventId);
  if (whyNotAllowed(ctx.actor, 'event.list-every') === null) redirect(`/admin/events/${eventId}`);
  const { saved, from } = await searchParams;
  const facts = await readEventFacts(ctx, eventId);
  const { event, cancellation, signing } = facts;
  const isOver = hasEnded(event, ctx.clock.today());
  const news = sentenceOf(SAVED, saved === 'added' && isOver ? 'added-past' : saved);
  const toSign = saved === 'added' && !signing && (await findOwnSignature(ctx)) !== null;
  const owed = saved === 'count' ? await owedCountsOfRequest() : null;
  const next = owed?.events.find(({ id }) => id !== event.id);
  const today = ctx.clock.today();
  const state = stateOf(event, today);
  const mayChange = whyNotAllowed(ctx.actor, 'event.edit') === null;
  const mayPrint = !cancellation && whyNotAllowed(ctx.actor, 'certificate.print') === null;
  const whyNotEdit = whyNotEditable(event, today);
  const whyNotReport = whyNotReportable(event, today);
  const overdue = daysOverdue(event, today);
  const course = await findCourse(ctx, event);
  const interim = course && (await findInterimCounts(ctx, event.id));
  return (
    <>
      <Breadcrumbs crumbs={[listCrumb(ctx.actor), { label: event.title }]} />
      {saved === 'added' && (
        <ForgetEventDraft draft={draftName(ctx.actor, from === undefined ? 'new' : `copy-${Number(from)}`)} />
      )}
      {saved === 'edited' && <ForgetEventDraft draft={draftName(ctx.actor, `edit-${eventId}`)} />}
      {news && (
        <News>
          {news}
          {next && (
            <>
              {' '}
              Next: <a href={`/events/${next.id}/report`}>{next.title}</a>
              {owed!.count > 1 && (
                <>
                  , or <a href="/events/counts">record all {owed!.count.toLocaleString('en-US')} that are due</a>
                </>
              )}
              .
            </>
          )}
          {toSign && (
            <>
              {' '}
              <a href={`/events/${event.id}/sign`}>Sign its certificates digitally</a> so no one has to sign by hand.
            </>
          )}
        </News>
      )}
      <PageHeader
        title={<span dir="auto">{event.title}</span>}
        lead={<Tag state={state} />}
        action={mayPrint && <PrintToPdf eventId={event.id} secondary={state === 'count-due' && mayChange} />}
      />
      <EventNav event={event} current="event" mayChange={mayChange} />
      {cancellation ? (
        <EventCanceled cancellation={cancellation} requestsHref="/requests" />
      ) : (
        <CountDiffers event={event} mayChange={mayChange && !whyNotReport} />
      )}
      {state === 'count-due' && (
        <Notice kind="warning" title="The certificate count is missing">
          <p>
            {overdue === 1 ? 'The event ended yesterday.' : `The event ended ${overdue} days ago.`} Until the count is
            recorded, educators may not be able to use their certificates to renew.
            {event.issuedCount > 0 &&
              ` ${event.issuedCount.toLocaleString('en-US')} were issued here; the form already includes them.`}
          </p>
          {mayChange && (
            <ButtonLink href={`/events/${event.id}/report`} className="mt-3">
              Record count
            </ButtonLink>
          )}
        </Notice>
      )}
      {course?.next && (
        <ContinueCourse
          endsOn={event.endsOn}
          today={today}
          next={course.next}
          action={continueCourseAction.bind(null, String(event.id))}
          address={`/events/${event.id}`}
        />
      )}
      <EventColumns facts={facts} maySign={whyNotAllowed(ctx.actor, 'event.sign', event) === null && !cancellation}>
        {mayChange && (
          <ButtonRow>
            {!whyNotEdit && (
              <ButtonLink href={`/events/${event.id}/edit`} variant="secondary">
                Edit
              </ButtonLink>
            )}
            <ButtonLink href={`/events/new?from=${event.id}`} variant="secondary">
              Duplicate
            </ButtonLink>
            {whyNotAllowed(ctx.actor, 'event.add', event) === null && (
              <ButtonLink href={`/events/${event.id}/copies`} variant="secondary">
                Copy to other dates
              </ButtonLink>
            )}
          </ButtonRow>
        )}
        {mayChange && !cancellation && (
          <p className="hint mt-3">
            Did this event not take place?{' '}
            <a href={`/events/${event.id}/request/cancellation`}>This event was canceled</a>
          </p>
        )}
        {mayChange && whyNotEdit && !cancellation && (
          <p className="hint mt-3">
            {whyNotEdit} <a href={`/events/${event.id}/request`}>Ask for a correction</a>
          </p>
        )}
      </EventColumns>
      {course && <CourseYears years={course.years} eventId={event.id} hrefOf={(id) => `/events/${id}`} />}
      <EventRecords facts={facts} today={today} side="provider">
        {interim && <InterimCounts found={interim} href={mayChange ? `/events/${event.id}/interim-count` : null} />}
        {cancellation ? null : whyNotReport ? (
          <p className="hint">{whyNotReport}</p>
        ) : (
          mayChange && (
            <p>
              <a href={`/events/${event.id}/report`}>
                {event.certificateCount === null ? 'Record count' : 'Correct the count'}
              </a>
            </p>
          )
        )}
      </EventRecords>
    </>
  );
});
