import { personPage } from '@/app/_edges/person-page';
import { sentenceOf } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { CertificateSheet } from '@/components/certificate-sheet';
import { CertificateVersions, PrintToPdf } from '@/components/certificate-versions';
import { CountDiffers } from '@/components/count-differs';
import { EventDetails } from '@/components/event-details';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ReportHistory } from '@/components/report-history';
import { EventSignature } from '@/components/signature/event-signature';
import { SigningHistory } from '@/components/signature/signing-history';
import { Tag } from '@/components/tag';
import { signingOf } from '@/lib/certificates/facts-of-event';
import { certificateOnScreen } from '@/lib/certificates/signing/on-screen';
import { findOwnSignature } from '@/lib/certificates/signing/own-signature';
import { isEditedSinceSigned } from '@/lib/certificates/signing/rules';
import { listEventHistory } from '@/lib/events/event-history';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { listCategories } from '@/lib/events/list-categories';
import { whyMayNotChangeEvents } from '@/lib/events/policy';
import { daysOverdue, stateOf, whyNotEditable, whyNotReportable } from '@/lib/events/rules';

export const metadata = { title: 'Event' };

const SAVED: Record<string, string> = {
  added:
    'The event is in your list. Print the certificate when you need it, and come back after the event to record how many you gave out.',
  edited: 'Your changes are saved. Certificates that you print from now on show them.',
  count: 'The number of certificates is recorded.',
  signed: 'The certificates of this event are signed. Those that are made from now on carry your signature.',
  ink: 'The line is left for ink. Certificates that are made from now on are signed by hand.',
};

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const [history, categories] = await Promise.all([listEventHistory(ctx, event), listCategories(ctx)]);
  const { versions, reports, signings } = history;
  const sheet = await certificateOnScreen(ctx, event, history);
  const signing = signingOf(signings[0]);
  const { saved } = await searchParams;
  const news = sentenceOf(SAVED, saved);
  const toSign = saved === 'added' && !signing && (await findOwnSignature(ctx)) !== null;
  const today = ctx.clock.today();
  const state = stateOf(event, today);
  const mayChange = whyMayNotChangeEvents(ctx.actor) === null;
  const whyNotEdit = whyNotEditable(event, today);
  const whyNotReport = whyNotReportable(event, today);
  const overdue = daysOverdue(event, today);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ctx.actor.kind === 'staff'
            ? { label: 'Counts due', href: '/admin' }
            : { label: 'Event List', href: '/events' },
          { label: event.title },
        ]}
      />
      {news && (
        <Notice kind="success" announce>
          {news}
          {toSign && (
            <>
              {' '}
              <a href={`/events/${event.id}/sign`}>Sign its certificates with your signature</a>, so that nobody has to
              by hand.
            </>
          )}
        </Notice>
      )}
      <PageHeader
        title={<span dir="auto">{event.title}</span>}
        lead={
          <>
            <Tag state={state} /> {ctx.actor.kind === 'staff' && `${event.providerName}, ${event.providerPhone}`}
          </>
        }
        action={<PrintToPdf eventId={event.id} secondary={state === 'count-due' && mayChange} />}
      />
      <EventNav eventId={event.id} current="event" mayChange={mayChange} />
      <CountDiffers event={event} mayChange={mayChange && !whyNotReport} />
      {state === 'count-due' && (
        <Notice kind="warning" title="The number of certificates is missing">
          <p>
            {overdue === 1 ? 'The event ended yesterday.' : `The event ended ${overdue} days ago.`} Until the number is
            recorded, educators may not be able to use their certificates to renew.
            {event.issuedCount > 0 &&
              ` ${event.issuedCount.toLocaleString('en-US')} were issued here; the form proposes them.`}
          </p>
          {mayChange && (
            <ButtonLink href={`/events/${event.id}/report`} className="mt-3">
              Record certificates
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
          {mayChange && whyNotEdit && (
            <p className="hint mt-3">
              {whyNotEdit} <a href={`/events/${event.id}/edit`}>What you can do</a>
            </p>
          )}
        </div>
        <div>
          <CertificateSheet
            {...sheet}
            label="The certificate as it would be printed now; it says what stands in the list on this page"
          />
          <EventSignature
            eventId={event.id}
            signing={signing}
            editedSince={isEditedSinceSigned(event, signings[0])}
            maySign={mayChange}
          />
        </div>
      </div>
      <section>
        <h2>Certificates issued</h2>
        {reports.length > 0 ? <ReportHistory reports={reports} /> : <p>No number is recorded yet.</p>}
        {whyNotReport ? (
          <p className="hint">{whyNotReport}</p>
        ) : (
          mayChange && (
            <p>
              <a href={`/events/${event.id}/report`}>
                {event.certificateCount === null ? 'Record certificates' : 'Correct the number'}
              </a>
            </p>
          )
        )}
      </section>
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
          <p>None yet. Press Print to PDF to open the certificate.</p>
        )}
        <Inset title="Before you give it out">
          <p>
            {signing ? 'Section IV is signed and dated already.' : 'Sign and date Section IV.'} Give certificates only
            to attendees who completed the event, and keep your records of the event and its attendees for five years.
          </p>
        </Inset>
      </section>
    </>
  );
});
