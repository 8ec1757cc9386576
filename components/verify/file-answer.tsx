import type { FileAnswer } from '@/lib/certificates/verify/check-file';
import { formatDay } from '@/lib/platform/days';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';
import { CertificateFacts, eventRows } from './certificate-facts';
import { StandingNotice } from './standing-notice';

/** What came of comparing an uploaded file. */
export function FileAnswerView({ answer }: { answer: FileAnswer }) {
  switch (answer.kind) {
    case 'issued': {
      const { certificate } = answer;
      return (
        <>
          <Notice kind="success" announce title="This is byte for byte the file that was issued">
            <p>
              It can be read as it stands. <a href={`/verify/${certificate.serial}`}>Its page</a> says whether it still
              holds, any time.
            </p>
          </Notice>
          <StandingNotice standing={certificate.standing} />
          <CertificateFacts certificate={certificate} />
        </>
      );
    }
    case 'generic':
      return (
        <>
          <Notice kind="success" announce title="This is byte for byte a certificate that was printed without a name">
            <p>
              It was printed on {formatDay(answer.printedOn)} with blank lines, to be filled in by hand. A name on it is
              the provider’s word: ask the provider below who was given one.
            </p>
          </Notice>
          <SummaryList rows={eventRows(answer.event)} />
        </>
      );
    case 'changed':
      return (
        <>
          <Notice kind="warning" announce title="Changed after it was issued">
            <p>
              The file carries the serial {answer.certificate.serial}, but it is not the file that was issued: somebody
              changed it, or a program saved it anew. Trust what stands below, and compare the name on{' '}
              <a href={`/verify/${answer.certificate.serial}`}>the certificate’s page</a>.
            </p>
          </Notice>
          <StandingNotice standing={answer.certificate.standing} />
          <CertificateFacts certificate={answer.certificate} />
        </>
      );
    case 'foreign':
      return (
        <Notice kind="warning" announce title="Not one of ours">
          <p>
            No certificate of this system has these bytes, and no serial of one was found in the file. If the page shows
            a serial, check that. Scans, photographs and files of several certificates cannot be compared.
          </p>
        </Notice>
      );
  }
}
