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
  // A report is signed when its year has ended.
  const hasEnded = (year: number) => reportingYear(year).to < today;
  return (
    <>
      <YearsTable
        years={years}
        today={today}
        link={(kind, year, { dueOn, received }) => {
          if (!received && dueOn === null) return null;
          const mayNow = maySign && !received;
          if (kind === 'report') {
            return { href: `/annual-report/${year}`, label: mayNow && hasEnded(year) ? 'Check and sign' : 'Open' };
          }
          return maySign
            ? { href: `/our-information/agreement/${year}`, label: received ? 'Details' : 'Read and sign' }
            : null;
        }}
      />
      <p>
        A reporting year begins on July 1 and ends on June 30.
        {!maySign && ' A manager of your provider signs the yearly agreement and the annual report.'}
      </p>
      <h3 id="annual-report">What the annual report has</h3>
      <ul className="mb-4 list-disc pl-6">
        {REPORT_CONTENTS.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>
        The rule is ARM 10.57.216, under <a href="/rules">Rules for providers</a>. PDUPS fills in the report from your
        events, and says what is missing. The names of the participants stay on your rosters. If you have a document of
        your own instead, email it to <a href={`mailto:${supportAddress}`}>{supportAddress}</a>.
      </p>
    </>
  );
}
