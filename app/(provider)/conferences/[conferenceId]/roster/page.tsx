import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmailsCameBack } from '@/components/certificates/came-back';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { PeopleTable } from '@/components/conferences/people-table';
import { DuplicatesOfSessions } from '@/components/duplicates/duplicates-of-sessions';
import { EmptyState } from '@/components/empty-state';
import { FilterBar } from '@/components/filter-bar';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { SelectField } from '@/components/select-field';
import { TextField } from '@/components/text-field';
import { isStaff } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { countPossibleDuplicatesOf } from '@/lib/certificates/duplicates/list-duplicates';
import { listPeople } from '@/lib/conference-roster/list-people';
import { conferenceRosterHref, readConferenceRosterQuery } from '@/lib/conference-roster/roster-query';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { formatDays } from '@/lib/platform/days';

export const generateMetadata = titledByConference('Roster');

type Props = {
  params: Promise<{ conferenceId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Shows who was where at a conference (M15, M24). */
export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const search = await searchParams;
  const query = readConferenceRosterQuery(search);
  const conferenceId = parseConferenceId((await params).conferenceId);
  const { conference, counts, sessions, unreached, people, next, previous } = await listPeople(
    ctx,
    conferenceId,
    query,
  );
  const mayChange = whyNotAllowed(ctx.actor, 'roster.change', conference) === null;
  const takePlace = sessions.filter(({ canceledAt }) => canceledAt === null);
  // Comparing everyone takes longer than a page of the list, and the first page says it.
  const compared = previous === null ? takePlace.map(({ id }) => id) : [];
  const duplicates = await countPossibleDuplicatesOf(ctx, compared);
  const href = conferenceRosterHref(conference.id);
  const said = newsOf(search);
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Roster')} />
      {said && <News>{said}</News>}
      <PageHeader
        title="Roster of the conference"
        lead={
          <>
            <bdi>{conference.name}</bdi> · {formatDays(conference.startsOn, conference.endsOn)}
          </>
        }
        action={mayChange && counts.people > 0 && <ButtonLink href={`${href}/import`}>Import a list</ButtonLink>}
      />
      <ConferenceNav conferenceId={conference.id} current="roster" mayChange={mayChange} />
      {isStaff(ctx.actor) && (
        <p className="hint">
          Rosters are private. The provider sees in the conference’s history that you opened this one.
        </p>
      )}
      {counts.people === 0 ? (
        <EmptyState
          title="No one is on a roster yet"
          action={mayChange && sessions.length > 0 && <ButtonLink href={`${href}/import`}>Import a list</ButtonLink>}
        >
          <p>
            Import one list for all sessions, such as an export of Whova or Sched, or badge scans. People who check in
            or claim a certificate appear here, too.
          </p>
        </EmptyState>
      ) : (
        <>
          {!query.returned && <EmailsCameBack of={{ conferenceId: conference.id }} count={unreached.people} />}
          <DuplicatesOfSessions sessions={sessions} counts={duplicates} />
          <p className="roster-counts">
            {number(counts.people)} {counts.people === 1 ? 'person' : 'people'}, {number(counts.attendances)} sessions
            completed, {number(counts.certificates)} {counts.certificates === 1 ? 'certificate' : 'certificates'}
          </p>
          <FilterBar
            action={href}
            label="Find people"
            search={
              <TextField
                name="q"
                type="search"
                label="Search"
                hint="Name, email, school or educator number"
                defaultValue={query.text}
                maxLength={100}
              />
            }
            activeCount={Number(query.sessionId !== null) + Number(query.returned)}
            clearHref={query.text || query.sessionId || query.returned ? href : null}
          >
            <SelectField
              name="session"
              label="Session"
              emptyLabel="All sessions"
              options={sessions.map(({ id, title }) => ({ value: String(id), label: title }))}
              defaultValue={query.sessionId ?? ''}
            />
            <SelectField
              name="show"
              label="Show"
              emptyLabel="Everyone"
              options={[{ value: 'email_returned', label: 'Email came back' }]}
              defaultValue={query.returned ? 'email_returned' : ''}
            />
          </FilterBar>
          {people.length === 0 ? (
            <EmptyState title="No matches" action={<ButtonLink href={href}>Show everyone</ButtonLink>}>
              <p>Try fewer words or just the start of a name, and check the filter.</p>
            </EmptyState>
          ) : (
            <PeopleTable
              people={people}
              sessions={sessions}
              unreached={unreached.attendeeIds}
              mayChange={mayChange}
              caption={`${people.length} ${people.length === 1 ? 'person' : 'people'}${next || previous ? ' on this page' : ''}, by name`}
            />
          )}
          <KeysetPager
            label="Pages of the roster"
            previousHref={previous && conferenceRosterHref(conference.id, previous)}
            nextHref={next && conferenceRosterHref(conference.id, next)}
            summary={
              <a href={`${href}/export`} download>
                Download who was where (CSV)
              </a>
            }
          />
        </>
      )}
    </>
  );
});

const number = (count: number) => count.toLocaleString('en-US');

/** Says what an import did; the numbers are in the address. */
function newsOf({ saved, added, changed, sessions }: Record<string, string | string[] | undefined>): string | null {
  const count = (text: string | string[] | undefined) =>
    typeof text === 'string' && /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (saved !== 'imported') return null;
  const of = count(sessions);
  return `Imported to ${number(of)} ${of === 1 ? 'session' : 'sessions'}: ${number(count(added))} added, ${number(count(changed))} changed.`;
}
