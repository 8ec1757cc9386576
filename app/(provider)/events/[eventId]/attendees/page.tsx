import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { MarkForm } from '@/components/attendees/mark-form';
import { RosterFilters } from '@/components/attendees/roster-filters';
import { rosterNews } from '@/components/attendees/roster-news';
import { RosterTable } from '@/components/attendees/roster-table';
import { UndoMarking } from '@/components/attendees/undo-marking';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EmailsCameBack } from '@/components/certificates/came-back';
import { PossibleDuplicates } from '@/components/duplicates/possible-duplicates';
import { EmptyState } from '@/components/empty-state';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { isStaff } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listAttendees, type RosterCounts } from '@/lib/attendees/list-attendees';
import { findUndoableMarking } from '@/lib/attendees/mark-everyone';
import { readRosterQuery, rosterHref, WHOLE_ROSTER } from '@/lib/attendees/roster-query';
import { countPossibleDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { parseEventId } from '@/lib/events/event-id';
import { formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { markAction, undoMarkingAction } from './actions';

export const generateMetadata = titledByEvent('Attendees');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider', 'staff'], attendeesPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={markAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees`}
        saveLabel="Mark attendees"
      />
    );
  },
});

async function attendeesPage(ctx: Context, { params, searchParams }: Props) {
  const search = await searchParams;
  const query = readRosterQuery(search);
  const { event, counts, unreached, attendees, next, previous } = await listAttendees(
    ctx,
    parseEventId((await params).eventId),
    query,
  );
  const duplicates = await countPossibleDuplicates(ctx, event.id);
  const mayChange = whyNotAllowed(ctx.actor, 'roster.change') === null && !event.canceledAt;
  const marking = mayChange ? await findUndoableMarking(ctx, event.id) : null;
  const href = rosterHref(event.id, WHOLE_ROSTER);
  const news = rosterNews(search);
  const table = (
    <RosterTable
      eventId={event.id}
      attendees={attendees}
      caption={`${attendees.length} ${attendees.length === 1 ? 'attendee' : 'attendees'}${next || previous ? ' on this page' : ''}, by name`}
      mayChange={mayChange}
    />
  );
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Attendees' })} />
      {news && <News>{news}</News>}
      <PageHeader
        title="Attendees"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)}
          </>
        }
        action={mayChange && counts.attendees > 0 && <ButtonLink href={`${href}/new`}>Add attendee</ButtonLink>}
      />
      <EventNav event={event} current="attendees" mayChange={mayChange} />
      {isStaff(ctx.actor) && (
        <p className="hint">Rosters are private. The provider sees in the event’s history that you opened this one.</p>
      )}
      {counts.attendees === 0 ? (
        <EmptyState
          title="No one is on the roster yet"
          action={
            mayChange && (
              <>
                <ButtonLink href={`${href}/import`}>Import a list</ButtonLink>
                <ButtonLink href={`${href}/new`} variant="secondary">
                  Add one attendee
                </ButtonLink>
                <ButtonLink href={`${href}/attendance`} variant="secondary">
                  Count attendance from reports
                </ButtonLink>
                <ButtonLink href={`${href}/check-in`} variant="secondary">
                  Check-in with QR codes
                </ButtonLink>
                <ButtonLink href={`${href}/sign-in-sheet`} variant="quiet">
                  Blank sign-in sheet (PDF)
                </ButtonLink>
              </>
            )
          }
        >
          <p>
            Paste names or upload a spreadsheet, before or after the event. Then mark each person as completed or not.
            Only those marked as completed can get a certificate. Keep the roster for five years.
          </p>
        </EmptyState>
      ) : (
        <>
          <PossibleDuplicates eventId={event.id} count={duplicates} />
          {query.show !== 'email_returned' && <EmailsCameBack of={{ eventId: event.id }} count={unreached} />}
          {marking && <UndoMarking marking={marking} action={undoMarkingAction.bind(null, String(event.id))} />}
          <p className="roster-counts">{countsInWords(counts)}</p>
          <ButtonRow>
            {mayChange && (
              <ButtonLink href={`${href}/import`} variant="secondary">
                Import a list
              </ButtonLink>
            )}
            <ButtonLink href={`${href}/attendance`} variant="secondary">
              Attendance
            </ButtonLink>
            {mayChange && (
              <ButtonLink href={`${href}/check-in`} variant="secondary">
                Check-in
              </ButtonLink>
            )}
            <ButtonLink href={`${href}/sign-in-sheet`} variant="secondary">
              Sign-in sheet (PDF)
            </ButtonLink>
          </ButtonRow>
          <RosterFilters eventId={event.id} query={query} />
          {attendees.length === 0 ? (
            <EmptyState title="No matches" action={<ButtonLink href={href}>Show everyone</ButtonLink>}>
              <p>Try fewer words or just the start of a name, and check the filter.</p>
            </EmptyState>
          ) : mayChange ? (
            <MarkForm action={markAction.bind(null, String(event.id))} address={href}>
              {table}
            </MarkForm>
          ) : (
            table
          )}
          <KeysetPager
            label="Pages of the roster"
            previousHref={previous && rosterHref(event.id, previous)}
            nextHref={next && rosterHref(event.id, next)}
            summary={
              <>
                Download the roster:{' '}
                <a href={`${href}/export?format=csv`} download>
                  CSV
                </a>{' '}
                or{' '}
                <a href={`${href}/export?format=xlsx`} download>
                  Excel
                </a>
              </>
            }
          />
        </>
      )}
    </>
  );
}

function countsInWords({ attendees, completed, withCertificate }: RosterCounts): string {
  const number = (count: number) => count.toLocaleString('en-US');
  return `${number(attendees)} ${attendees === 1 ? 'attendee' : 'attendees'}, ${number(completed)} completed, ${number(withCertificate)} with certificate`;
}
