import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { AttendanceTable } from '@/components/attendance/attendance-table';
import { ReportReading } from '@/components/attendance/report-reading';
import { ReportsForm } from '@/components/attendance/reports-form';
import { RuleForm } from '@/components/attendance/rule-form';
import { ImportForm } from '@/components/attendees/import-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { type AttendanceChoice, attendanceChoiceParams, TIME_ZONES } from '@/lib/attendees/attendance/attendance-input';
import { previewAttendance } from '@/lib/attendees/attendance/preview-attendance';
import { REPORT_OPTIONS } from '@/lib/attendees/attendance/report-columns';
import { ENCODINGS } from '@/lib/attendees/import/decode-text';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { uploadReportsAction } from '../actions';
import { rereadReportAction, saveAttendanceAction } from './actions';

export const generateMetadata = titledByEvent('Count attendance', 'roster.change');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], previewPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={saveAttendanceAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees/attendance/preview`}
        saveLabel="Save"
      />
    );
  },
});

async function previewPage(ctx: Context, { params, searchParams }: Props) {
  const search = await searchParams;
  const preview = await previewAttendance(ctx, parseEventId((await params).eventId), search);
  const { event, choice, uploads, isReadable, why, summary, details, plan, isWhole, ready } = preview;
  const roster = `/events/${event.id}/attendees`;
  const address = `${roster}/attendance/preview`;
  const chosen = String(attendanceChoiceParams(choice));
  const add = search.add === 'session' || search.add === 'break' ? search.add : null;
  const head = (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: 'Attendance', href: `${roster}/attendance` },
          { label: 'Count' },
        ]}
      />
      <PageHeader title="Count attendance" lead="Nothing is saved yet. Check the times, then the people below." />
      <EventNav event={event} current="attendees" below mayChange />
    </>
  );
  if (event.canceledAt) return head;
  return (
    <>
      {head}
      {uploads.length > 0 && (
        <section>
          <h2>Reports</h2>
          {uploads.map((upload) => reportReading(upload, preview, { address, changed: search.change }))}
        </section>
      )}
      <section>
        <h2>Time that counts</h2>
        <RuleForm
          address={address}
          uploads={uploads.map(({ id, fileName, day, minutesOnly }) => ({
            id,
            fileName,
            day,
            minutesOnly,
          }))}
          readings={[...attendanceChoiceParams(choice)].filter(([name]) => name.startsWith('read-'))}
          rule={choice.rule}
          add={add}
          zone={choice.zone}
          zones={Object.entries(TIME_ZONES).map(([value, label]) => ({ value, label }))}
          error={why}
        />
      </section>
      {!why && isReadable && (
        <section>
          <h2>People</h2>
          <Notice>
            <p>{summary}</p>
            {details.length > 0 && (
              <ul>
                {details.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </Notice>
          {plan.length > 0 && (
            <ImportForm
              action={saveAttendanceAction.bind(null, String(event.id))}
              address={`${address}?${chosen}`}
              cancelHref={roster}
              fields={{ choice: chosen, who: isWhole ? 'checked' : 'all' }}
              label={isWhole ? 'Save the checked people' : `Save all ${ready.toLocaleString('en-US')} people`}
              pendingLabel="Saving…"
            >
              {!isWhole && (
                <Notice>
                  This is a long list, so only some people are shown: first those with a problem, then changed and new
                  ones.
                </Notice>
              )}
              <AttendanceTable people={plan} caption="People and their attendance" checkable={isWhole} />
            </ImportForm>
          )}
        </section>
      )}
      <section className="form-aside">
        <h2>Add another report</h2>
        <ReportsForm
          action={uploadReportsAction.bind(null, String(event.id))}
          choice={chosen}
          address={`${address}?${chosen}`}
          label="Choose more reports of this event"
          submitLabel="Add to the count"
        />
      </section>
    </>
  );
}

type Preview = Awaited<ReturnType<typeof previewAttendance>>;

function reportReading(
  { id, fileName, about, isRemembered, suggested, ...shown }: Preview['uploads'][number],
  { event, choice, isProposed }: Preview,
  { address, changed }: { address: string; changed: string | string[] | undefined },
) {
  // A change of how a report is read renews times that are only proposed.
  const others = { ...choice, rule: isProposed ? null : choice.rule };
  const params = (more: Partial<AttendanceChoice>) => attendanceChoiceParams({ ...others, ...more });
  const { [id]: _own, ...readings } = choice.readings;
  const asSuggested = () => params({ readings: { ...readings, [id]: suggested } });
  return (
    <ReportReading
      key={id}
      id={id}
      fileName={fileName}
      heading={shown.heading}
      firstRows={shown.firstRows}
      topLines={shown.topLines}
      columns={shown.reading.columns}
      options={REPORT_OPTIONS}
      why={shown.why}
      startOverHref={isRemembered ? `${address}?${asSuggested()}` : null}
      isOpen={changed === String(id)}
      address={address}
      fields={[...params({ readings })]}
      about={about}
      encodings={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
      sample={shown.sample}
      reread={rereadReportAction.bind(null, String(event.id), String(id), String(params({})))}
    />
  );
}
