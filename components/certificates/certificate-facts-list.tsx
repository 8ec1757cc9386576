import type { CertificateDetails } from '@/lib/certificates/change/get-certificate';
import { formatDay, formatDays, formatMoment } from '@/lib/platform/days';
import type { NamedFacts } from '@/lib/printing/facts';
import { SummaryList } from '../summary-list';
import { issuedBy } from './certificate-table';

/** Shows what a certificate says, and since when. */
export function CertificateFactsList({ certificate, facts }: { certificate: CertificateDetails; facts: NamedFacts }) {
  return (
    <SummaryList
      rows={[
        { term: 'School or district', value: facts.participantSchool || '–' },
        { term: 'Educator number', value: facts.participantNumber || '–' },
        { term: 'Activity', value: <span dir="auto">{facts.title}</span> },
        { term: 'Dates', value: formatDays(facts.startsOn, facts.endsOn) },
        { term: 'PDUs', value: facts.units },
        {
          term: 'Signed by',
          value: facts.signedBy
            ? `${facts.signedBy}, ${facts.signedTitle}, ${formatDay(facts.signedOn ?? facts.endsOn)}`
            : 'To be signed by hand',
        },
        { term: 'Issued', value: `${formatMoment(certificate.issuedAt)}, ${issuedBy(certificate)}` },
        {
          term: 'Check address',
          value: (
            <a href={facts.verifyUrl} className="wrap-anywhere">
              {facts.verifyUrl}
            </a>
          ),
        },
      ]}
    />
  );
}
