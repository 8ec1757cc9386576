import type { CheckedCertificate, CheckedEvent } from '@/lib/certificates/verify/checked-certificate';
import { formatDay, formatDays } from '@/lib/platform/days';
import { SummaryList } from '../summary-list';

/** Shows what an issued certificate says, for comparison with the copy that the reader has. */
export function CertificateFacts({ certificate }: { certificate: CheckedCertificate }) {
  const { serial, initials, maskedName, issuedOn } = certificate;
  return (
    <SummaryList
      rows={[
        { term: 'Serial', value: serial },
        {
          term: 'Name',
          value: (
            <>
              <span aria-hidden="true" dir="auto" className="wrap-anywhere">
                {maskedName}
              </span>
              <span className="sr-only">Begins with {initials}</span>
            </>
          ),
        },
        ...eventRows(certificate),
        { term: 'Issued on', value: formatDay(issuedOn) },
      ]}
    />
  );
}

export function eventRows(event: CheckedEvent) {
  return [
    { term: 'Title of activity', value: <span dir="auto">{event.title}</span> },
    { term: 'Dates', value: formatDays(event.startsOn, event.endsOn) },
    { term: 'Location', value: event.location },
    { term: 'Approved provider', value: <span dir="auto">{event.providerName}</span> },
    { term: 'Professional development units', value: event.units },
  ];
}
