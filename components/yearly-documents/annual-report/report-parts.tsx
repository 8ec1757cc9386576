import { eventListHref, WHOLE_LIST } from '@/lib/events/list-query';
import type { Day } from '@/lib/platform/clock';
import { addDays, formatDay } from '@/lib/platform/days';
import type { OwnReport } from '@/lib/yearly-documents/annual-report/own-report';
import { DocumentStatusWords } from '../document-status';
import { ContactList } from './contact-list';
import { ReportFigures } from './report-figures';
import { ReportPart } from './report-part';

type Props = {
  report: OwnReport;
  today: Day;
  /** Whether the person can sign the agreement and ask for a change, and whether they can record counts. */
  manages: boolean;
  records: boolean;
};

/** Shows the five parts of an annual report (ARM 10.57.216), each with whether it is done and the form for what is missing. */
export function ReportParts({ report, today, manages, records }: Props) {
  return (
    <>
      <AgreementPart report={report} today={today} manages={manages} />
      <CountsPart report={report} records={records} />
      <InterimPart report={report} today={today} records={records} />
      <SummaryPart report={report} />
      <ContactsPart report={report} manages={manages} />
    </>
  );
}

function AgreementPart({ report: { agreement, facts, year }, today, manages }: Omit<Props, 'records'>) {
  const isMissing = facts.agreement === 'missing';
  return (
    <ReportPart number={1} title="Yearly agreement" state={isMissing ? 'missing' : 'done'}>
      <p>
        {facts.agreement === 'not_asked' ? (
          'The agency asked for none for this year.'
        ) : (
          <DocumentStatusWords status={agreement} today={today} />
        )}
      </p>
      {isMissing &&
        (manages ? (
          <p>
            <a href={`/our-information/agreement/${year.start}`}>Read and sign the agreement of {year.label}</a>
          </p>
        ) : (
          <p>A manager of your provider signs it.</p>
        ))}
    </ReportPart>
  );
}

function CountsPart({ report: { facts, uncounted }, records }: Pick<Props, 'report' | 'records'>) {
  const due = facts.summary.countsDue;
  return (
    <ReportPart number={2} title="Events that ended" state={due > 0 ? 'missing' : 'done'}>
      {due === 0 ? (
        <p>Every event that ended has its certificate count.</p>
      ) : (
        <>
          <p>
            {due === 1 ? '1 event has' : `${due.toLocaleString('en-US')} events have`} no certificate count. Record it,
            even if you gave out no certificates.
          </p>
          <Named
            events={uncounted}
            hrefOf={records ? (id) => `/events/${id}/report` : null}
            hintOf={({ endsOn }) => `ended ${formatDay(endsOn)}`}
            more={due - uncounted.length}
          />
          {records && due > 1 && (
            <p>
              <a href="/events/counts">Record several counts at once</a>
            </p>
          )}
        </>
      )}
    </ReportPart>
  );
}

function InterimPart({ report, today, records }: Pick<Props, 'report' | 'today' | 'records'>) {
  const { facts, year, withoutInterim } = report;
  const { courses, coursesCounted } = facts.summary;
  const missing = courses - coursesCounted;
  const title = 'Always-open courses on June 30';
  if (courses === 0) {
    return (
      <ReportPart number={3} title={title} state="done">
        <p>You have no course that goes on after {formatDay(year.to)}.</p>
      </ReportPart>
    );
  }
  if (today <= year.to) {
    return (
      <ReportPart number={3} title={title} state="later">
        <p>
          {courses === 1 ? '1 course goes' : `${courses.toLocaleString('en-US')} courses go`} on after{' '}
          {formatDay(year.to)}. From {formatDay(addDays(year.to, 1))} on, record how many certificates each of them gave
          out until then.
        </p>
      </ReportPart>
    );
  }
  return (
    <ReportPart number={3} title={title} state={missing > 0 ? 'missing' : 'done'}>
      {missing === 0 ? (
        <p>Every course that goes on after {formatDay(year.to)} has its count up to that day.</p>
      ) : (
        <>
          <p>
            Record how many certificates these courses gave out up to {formatDay(year.to)}. The count at the end of a
            course stays due.
          </p>
          <Named
            events={withoutInterim}
            hrefOf={records ? (id) => `/events/${id}/interim-count` : null}
            more={missing - withoutInterim.length}
          />
        </>
      )}
    </ReportPart>
  );
}

function SummaryPart({ report: { facts, year } }: Pick<Props, 'report'>) {
  return (
    <ReportPart number={4} title="Summary" state="check">
      <ReportFigures summary={facts.summary} />
      <ListingLinks year={year.start} />
      <p>
        An event belongs to the year in which it ends. If one is wrong, open it in the{' '}
        <a href={eventListHref({ ...WHOLE_LIST, from: year.from, to: year.to })}>Event List</a>.
      </p>
    </ReportPart>
  );
}

/** Leads to everything that the report lists. */
export function ListingLinks({ year }: { year: number }) {
  return (
    <p>
      <a href={`/annual-report/${year}/events`}>See every event with its dates, location, schedule and participants</a>,
      or <a href={`/annual-report/${year}/export`}>download the list as a spreadsheet (CSV)</a>.
    </p>
  );
}

function ContactsPart({ report: { facts }, manages }: Pick<Props, 'report' | 'manages'>) {
  return (
    <ReportPart number={5} title="Contacts" state="check">
      <ContactList contacts={facts.contacts} />
      <p>
        {manages ? (
          <>
            Is something wrong? <a href="/our-information/change">Ask for a change</a>. You can sign before the agency
            makes it.
          </>
        ) : (
          'Is something wrong? A manager of your provider asks for a change.'
        )}
      </p>
    </ReportPart>
  );
}

type NamedProps<Event extends { id: number; title: string }> = {
  events: Event[];
  hrefOf: ((id: number) => string) | null;
  hintOf?: (event: Event) => string;
  more: number;
};

/** Names the first events that miss something, each with the form for it. */
function Named<Event extends { id: number; title: string }>({ events, hrefOf, hintOf, more }: NamedProps<Event>) {
  return (
    <ul className="mb-4 list-disc pl-6">
      {events.map((event) => (
        <li key={event.id}>
          {hrefOf ? (
            <a href={hrefOf(event.id)}>
              <bdi>{event.title}</bdi>
            </a>
          ) : (
            <bdi>{event.title}</bdi>
          )}
          {hintOf && <span className="hint"> {hintOf(event)}</span>}
        </li>
      ))}
      {more > 0 && <li>and {more.toLocaleString('en-US')} more</li>}
    </ul>
  );
}
