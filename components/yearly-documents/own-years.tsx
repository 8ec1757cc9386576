import { eventListHref, WHOLE_LIST } from '@/lib/events/list-query';
import { reportingYear } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import type { YearOfDocuments } from '@/lib/yearly-documents/list-years';
import { REPORT_CONTENTS } from '@/lib/yearly-documents/rules';
import { YearsTable } from './years-table';

type Props = {
  years: YearOfDocuments[];
  today: Day;
  /** Whether the person can sign for the provider. */
  maySign: boolean;
  supportAddress: string;
};

/** Says to the people at a provider what it owes the agency each year, by when, what to send, and where to. */
export function OwnYears({ years, today, maySign, supportAddress }: Props) {
  if (years.length === 0) {
    return <p>The agency asks you for nothing now.</p>;
  }
  // A report is written when its year has ended.
  const missing = years.filter(
    ({ year, report }) => report.dueOn !== null && !report.received && reportingYear(year).to < today,
  );
  const reported = (missing.length > 0 ? missing : years.slice(0, 1)).map(({ year }) => year);
  return (
    <>
      <YearsTable
        years={years}
        today={today}
        link={(kind, year, { dueOn, received }) =>
          kind === 'agreement' && maySign && (received || dueOn !== null)
            ? { href: `/our-information/agreement/${year}`, label: received ? 'Details' : 'Read and sign' }
            : null
        }
      />
      <p>
        A reporting year begins on July 1 and ends on June 30.
        {!maySign && ' A manager of your provider signs the yearly agreement.'}
      </p>
      <h3 id="annual-report">What the annual report must have</h3>
      <ul className="mb-4 list-disc pl-6">
        {REPORT_CONTENTS.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>
        The rule is ARM 10.57.216, under <a href="/rules">Rules for providers</a>. Email the report to{' '}
        <a href={`mailto:${supportAddress}`}>{supportAddress}</a>. PDUPS already has much of it:
      </p>
      <ul className="mb-4 list-disc pl-6">
        {reported.map((year) => (
          <li key={year}>
            <a href={`/numbers?year=${year}`}>Your numbers of {reportingYear(year).label}</a>, to print
          </li>
        ))}
        {reported.map((year) => {
          const { from, to, label } = reportingYear(year);
          return (
            <li key={`events of ${year}`}>
              <a href={eventListHref({ ...WHOLE_LIST, from, to }, '/events/export')} download>
                Your events of {label}
              </a>{' '}
              as a spreadsheet (CSV)
            </li>
          );
        })}
      </ul>
    </>
  );
}
