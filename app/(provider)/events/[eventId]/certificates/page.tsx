import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmailsCameBack } from '@/components/certificates/came-back';
import { CertificateTable } from '@/components/certificates/certificate-table';
import { RunList } from '@/components/certificates/run-list';
import { Unsigned } from '@/components/certificates/unsigned';
import { PossibleDuplicates } from '@/components/duplicates/possible-duplicates';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { FilterBar } from '@/components/filter-bar';
import { Inset } from '@/components/inset';
import { KeysetPager } from '@/components/keyset-pager';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { SelectField } from '@/components/select-field';
import { TakesFocus } from '@/components/takes-focus';
import { TextField } from '@/components/text-field';
import { listCertificates } from '@/lib/certificates/list/list-certificates';
import {
  CERTIFICATE_STATE_LABELS,
  CERTIFICATE_STATES,
  certificateListHref,
  certificateListSchema,
} from '@/lib/certificates/list/list-query';
import { parseEventId } from '@/lib/events/event-id';
import { formatDays } from '@/lib/platform/days';

export const generateMetadata = titledByEvent('Certificates');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const eventId = parseEventId((await params).eventId);
  const given = await searchParams;
  const query = certificateListSchema.parse(given);
  const list = await listCertificates(ctx, eventId, query);
  const { event, certificates, due, duplicates, unreached, unsigned, isSigned, runs, mayChange, whyNotNow } = list;
  const path = `/events/${eventId}/certificates`;
  const filtered = query.q !== '' || query.state !== null;
  const any = certificates.length > 0 || filtered || query.after !== null || query.before !== null;
  const underWay = runs.some(({ kind, state }) => kind === 'issue' && (state === 'running' || state === 'paused'));
  const mayIssue = mayChange && !whyNotNow && !underWay;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Certificates' })} />
      <IssuedNotice issued={given.issued} without={given.without} />
      <PageHeader
        title="Certificates"
        lead={
          <>
            <span dir="auto">{event.title}</span> · {formatDays(event.startsOn, event.endsOn)}
          </>
        }
      />
      <EventNav event={event} current="certificates" mayChange={mayChange} />
      <PossibleDuplicates eventId={eventId} count={duplicates} />
      <EmailsCameBack of={{ eventId }} count={unreached} />
      {mayChange && !event.canceledAt && unsigned > 0 && (
        <Unsigned eventId={eventId} next="reissue" count={unsigned} isSigned={isSigned} />
      )}
      <RunList eventId={eventId} runs={runs} open />
      {due > 0 && !underWay && (
        <Inset
          title={`${due.toLocaleString('en-US')} ${due === 1 ? 'person' : 'people'} completed the event and ${due === 1 ? 'has' : 'have'} no certificate yet`}
        >
          {mayIssue ? (
            <div className="button-row">
              <ButtonLink href={`${path}/issue-all`}>
                {due === 1 ? 'Issue the certificate' : `Issue to all ${due.toLocaleString('en-US')}`}
              </ButtonLink>
              {due > 1 && (
                <ButtonLink href={`${path}/issue`} variant="secondary">
                  Choose people
                </ButtonLink>
              )}
            </div>
          ) : (
            mayChange && <p>{whyNotNow}</p>
          )}
        </Inset>
      )}
      {any ? (
        <>
          <section aria-label="All certificates of the event">
            <div className="button-row list-actions">
              <ButtonLink href={`${path}/zip`} variant="secondary">
                Download all (ZIP)
              </ButtonLink>
              <ButtonLink href={`${path}/print`} variant="secondary">
                All in one PDF, to print
              </ButtonLink>
              {mayChange && (
                <>
                  {!event.canceledAt && (
                    <ButtonLink href={`${path}/mail`} variant="secondary">
                      Email to everyone
                    </ButtonLink>
                  )}
                  <ButtonLink href={`${path}/change`} variant="quiet">
                    {event.canceledAt ? 'Revoke' : 'Reissue or revoke'}
                  </ButtonLink>
                </>
              )}
            </div>
          </section>
          <FilterBar
            action={path}
            label="Find certificates"
            clearHref={filtered ? path : null}
            search={
              <>
                <TextField
                  name="q"
                  type="search"
                  label="Search"
                  hint="Name, school, educator number or serial number"
                  defaultValue={query.q}
                  maxLength={100}
                />
                <SelectField
                  name="state"
                  label="Status"
                  emptyLabel="Any status"
                  defaultValue={query.state ?? ''}
                  width="sm"
                  options={CERTIFICATE_STATES.map((value) => ({ value, label: CERTIFICATE_STATE_LABELS[value] }))}
                />
              </>
            }
          />
          {certificates.length === 0 ? (
            <EmptyState title="No certificate found">
              <a href={path}>Show all certificates of the event</a>
            </EmptyState>
          ) : (
            <>
              <CertificateTable
                eventId={eventId}
                certificates={certificates}
                caption="Certificates, newest first"
                mayChange={mayChange}
                canceled={event.canceledAt !== null}
              />
              <KeysetPager
                label="Pages of certificates"
                previousHref={
                  list.newer ? certificateListHref(eventId, { ...query, after: null, before: list.newer }) : null
                }
                nextHref={
                  list.older ? certificateListHref(eventId, { ...query, before: null, after: list.older }) : null
                }
              />
            </>
          )}
        </>
      ) : (
        due === 0 && (
          <EmptyState
            title="No certificates yet"
            action={
              mayChange && (
                <ButtonLink href={`/events/${eventId}/attendees`} variant="secondary">
                  Go to attendees
                </ButtonLink>
              )
            }
          >
            Add the attendees and mark who completed the event. Then issue their certificates here.
          </EmptyState>
        )
      )}
      <RunList eventId={eventId} runs={runs} open={false} />
    </>
  );
});

function IssuedNotice({
  issued,
  without,
}: {
  issued: string | string[] | undefined;
  without: string | string[] | undefined;
}) {
  const [made, left] = [Number(issued), Number(without)];
  if (!(made >= 0) || made > 1000) return null;
  return (
    <TakesFocus>
      <Notice kind={left > 0 ? 'warning' : 'success'} announce>
        {made === 1 ? '1 certificate is issued.' : `${made} certificates are issued.`}
        {left > 0 &&
          ` ${left === 1 ? '1 person' : `${left} people`} got none: the roster changed, or they already have one.`}
      </Notice>
    </TakesFocus>
  );
}
