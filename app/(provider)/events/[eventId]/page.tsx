import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { sentenceOf } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EventCanceled } from '@/components/cancellation/event-canceled';
import { CertificateSheet } from '@/components/certificate-sheet';
import { CertificateVersions, PrintToPdf } from '@/components/certificate-versions';
import { CountDiffers } from '@/components/count-differs';
import { EventDetails } from '@/components/event-details';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ReportHistory } from '@/components/report-history';
import { RequestTable } from '@/components/requests/request-table';
import { EventSignature } from '@/components/signature/event-signature';
import { SigningHistory } from '@/components/signature/signing-history';
import { Tag } from '@/components/tag';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { signingOf } from '@/lib/certificates/facts-of-event';
import { certificateOnScreen } from '@/lib/certificates/signing/on-screen';
import { findOwnSignature } from '@/lib/certificates/signing/own-signature';
import { isEditedSinceSigned } from '@/lib/certificates/signing/rules';
import { listEventHistory } from '@/lib/events/event-history';
import { parseEventId } from '@/lib/events/event-id';
import { findCancellation } from '@/lib/events/find-cancellation';
import { getEvent } from '@/lib/events/find-event';
import { listCategories } from '@/lib/events/list-categories';
import { daysOverdue, stateOf, whyNotEditable, whyNotReportable } from '@/lib/events/rules';
import { listEventRequests } from '@/lib/requests/list-requests';

export const metadata = { title: 'Event' };

const SAVED: Record<string, string> = {
  added:
    'The event was added. Print the certificate when you need it, and come back after the event to record how many you gave out.',
  canceled: 'The event is canceled. The provider reads your reason on this page.',
  corrected: 'The event is corrected. The provider reads your reason in its history.',
  edited: 'Your changes are saved. Certificates you print from now on will show them.',
  count: 'The certificate count is recorded.',
  restored: 'The event is restored. The provider reads your reason in its history.',
  signed: 'This event’s certificates are signed. Certificates made from now on will have your signature.',
  ink: 'Certificates made from now on will be signed by hand.',
};

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const [history, categories, requests, cancellation] = await Promise.all([
    listEventHistory(ctx, event),
    listCategories(ctx),
    listEventRequests(ctx, event.id),
    findCancellation(ctx, event),
  ]);
  const { versions, reports, signings } = history;
  const sheet = await certificateOnScreen(ctx, event, history);
  const signing = signingOf(signings[0]);
  const { saved } = await searchParams;
  const news = sentenceOf(SAVED, saved);
  const toSign = saved === 'added' && !signing && (await findOwnSignature(ctx)) !== null;
  const today = ctx.clock.today();
  const state = stateOf(event, today);
  const staff = whyNotAllowed(ctx.actor, 'count_due.read') === null;
  const mayChange = whyNotAllowed(ctx.actor, 'event.edit') === null;
  const whyNotEdit = whyNotEditable(event, today);
  const whyNotReport = whyNotReportable(event, today);
  const overdue = daysOverdue(event, today);
  return (
    <>
      <Breadcrumbs crumbs={[programOf(ctx.actor), { label: event.title }]} />
      {news && (
        <Notice kind="success" announce>
          {news}
          {toSign && (
            <>
              {' '}
              <a href={`/events/${event.id}/sign`}>Sign its certificates digitally</a> so no one has to sign by hand.
            </>
          )}
        </Notice>
      )}
      <PageHeader
        title={<span dir="auto">{event.title}</span>}
        lead={
          <>
            <Tag state={state} /> {staff && `${event.providerName}, ${event.providerPhone}`}
          </>
        }
        action={!cancellation && <PrintToPdf eventId={event.id} secondary={state === 'count-due' && mayChange} />}
      />
      <EventNav event={event} current="event" mayChange={mayChange} />
      {cancellation ? (
        <EventCanceled cancellation={cancellation} requestsHref={staff ? '/admin/requests' : '/requests'} />
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
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
        <div>
          <EventDetails
            event={event}
            categoryNames={categories.filter(({ id }) => event.categoryIds.includes(id)).map(({ name }) => name)}
          />
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
            </ButtonRow>
          )}
          {staff && (
            <ButtonRow>
              {cancellation ? (
                <ButtonLink href={`/admin/events/${event.id}/restore`} variant="secondary">
                  Restore
                </ButtonLink>
              ) : (
                <>
                  <ButtonLink href={`/admin/events/${event.id}/correct`} variant="secondary">
                    Correct
                  </ButtonLink>
                  <ButtonLink href={`/admin/events/${event.id}/cancel`} variant="secondary">
                    Cancel event
                  </ButtonLink>
                </>
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
        </div>
        <div>
          <CertificateSheet
            {...sheet}
            label="The certificate as it would print now, with the details listed on this page"
          />
          <EventSignature
            eventId={event.id}
            signing={signing}
            editedSince={isEditedSinceSigned(event, signings[0])}
            maySign={mayChange && !cancellation}
          />
        </div>
      </div>
      <section>
        <h2>Certificates issued</h2>
        {reports.length > 0 ? <ReportHistory reports={reports} /> : <p>No count is recorded yet.</p>}
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
      </section>
      {requests.length > 0 && (
        <section>
          <h2>Requests</h2>
          <RequestTable
            caption="Requests for this event, latest first"
            captionHidden
            requests={requests}
            today={today}
            side={staff ? 'staff' : 'provider'}
          />
        </section>
      )}
      {signings.length > 0 && (
        <section>
          <h2>Signatures</h2>
          <SigningHistory signings={signings} />
        </section>
      )}
      <section>
        <h2>Certificates printed</h2>
        {versions.length > 0 ? (
          <CertificateVersions eventId={event.id} versions={versions} />
        ) : (
          <p>None yet.{!cancellation && ' Press Print to PDF to open the certificate.'}</p>
        )}
        {!cancellation && (
          <Inset title="Before you give out certificates">
            <p>
              {signing ? 'Section IV is already signed and dated.' : 'Sign and date Section IV.'} Give certificates only
              to attendees who completed the event, and keep your records of the event and its attendees for five years.
            </p>
          </Inset>
        )}
      </section>
    </>
  );
});
