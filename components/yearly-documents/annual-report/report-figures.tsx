import type { ReportSummary } from '@/lib/yearly-documents/annual-report/report-facts';
import { SummaryList } from '../../summary-list';

/** Lists the numbers of an annual report. */
export function ReportFigures({ summary }: { summary: ReportSummary }) {
  const { events, units, certificates, countsDue, courses, coursesCounted, courseCertificates } = summary;
  return (
    <SummaryList
      rows={[
        { term: 'Events', value: inWords(events) },
        { term: 'Professional development units (PDUs) offered', value: inWords(Number(units)) },
        { term: 'Certificates given out', value: inWords(certificates) },
        { term: 'Events without a count', value: inWords(countsDue) },
        ...(courses > 0
          ? [
              {
                term: 'Always-open courses on June 30',
                value: `${inWords(courses)}, ${inWords(coursesCounted)} of them with a count up to that day`,
              },
              { term: 'Certificates of these courses up to June 30', value: inWords(courseCertificates) },
            ]
          : []),
      ]}
    />
  );
}

function inWords(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
