import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { News } from '@/app/_edges/saved-notice';
import { ReportList } from '@/components/attendance/report-list';
import { ReportsForm } from '@/components/attendance/reports-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getAttendance } from '@/lib/attendees/attendance/get-attendance';
import { ruleInWords } from '@/lib/attendees/attendance/rule-in-words';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { uploadReportsAction, withdrawReportAction } from './actions';

export const generateMetadata = titledByEvent('Attendance');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider', 'staff'], attendancePage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={uploadReportsAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees/attendance`}
        saveLabel="Count attendance"
      />
    );
  },
});

async function attendancePage(ctx: Context, { params, searchParams }: Props) {
  const { event, rule, files, people } = await getAttendance(ctx, parseEventId((await params).eventId));
  const mayChange = whyNotAllowed(ctx.actor, 'roster.change', event) === null;
  const roster = `/events/${event.id}/attendees`;
  const address = `${roster}/attendance`;
  const isWithdrawn = (await searchParams).saved === 'withdrawn';
  return (
    <>
      <Breadcrumbs
        crumbs={[
          programOf(ctx.actor),
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: 'Attendance' },
        ]}
      />
      {isWithdrawn && (
        <News>
          <p>
            The report was withdrawn. The roster has not changed yet:{' '}
            <a href={`${address}/preview`}>count the attendance again</a>, then save it.
          </p>
        </News>
      )}
      <PageHeader
        title="Attendance"
        lead="PDUs from the time that people were there: visits are added up, and rounded down to the quarter hour."
      />
      <EventNav event={event} current="attendees" below mayChange={mayChange} />
      {mayChange && (
        <section>
          <h2>Reports with times</h2>
          <ReportsForm
            action={uploadReportsAction.bind(null, String(event.id))}
            address={address}
            label="Choose the reports of this event"
            submitLabel="Count attendance"
          />
        </section>
      )}
      {rule && (
        <section>
          <h2>How attendance is counted</h2>
          <SummaryList rows={[...ruleInWords(rule), { term: 'Counted', value: counted(people) }]} />
          {mayChange && (
            <ButtonRow>
              <ButtonLink href={`${address}/preview`} variant="secondary">
                Change times and count again
              </ButtonLink>
            </ButtonRow>
          )}
        </section>
      )}
      {files.length > 0 && (
        <section>
          <h2>Reports on record</h2>
          <ReportList
            reports={files}
            filesHref={`${address}/files`}
            withdraw={mayChange ? (id: number) => withdrawReportAction.bind(null, String(event.id), String(id)) : null}
          />
        </section>
      )}
      {!mayChange && !rule && <p>No attendance is saved for this event.</p>}
    </>
  );
}

const counted = (people: number) => (people === 1 ? '1 person' : `${people.toLocaleString('en-US')} people`);
