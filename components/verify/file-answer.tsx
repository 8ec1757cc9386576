import type { ReactNode } from 'react';
import type { FileAnswer, IssuedFile } from '@/lib/certificates/verify/check-file';
import { formatDay } from '@/lib/platform/days';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';
import { CertificateFacts, eventRows } from './certificate-facts';
import { StandingNotice } from './standing-notice';

/** Shows the result of comparing an uploaded file. */
export function FileAnswerView({ answer }: { answer: FileAnswer }) {
  switch (answer.kind) {
    case 'issued':
      return (
        <Answer good title="This is exactly the file that was issued" about={answer.file}>
          <p>
            Nothing in it was changed.
            {answer.signed && ' Its digital signature is valid and was made by this system.'}
          </p>
        </Answer>
      );
    case 'changed':
      return (
        <Answer title="Changed after it was issued" about={answer.from}>
          <p>
            {answer.from
              ? 'This is no longer the file that was issued: someone changed it, or a program saved it again. Trust the details below, not the file.'
              : 'It has a digital signature from this system that is no longer valid for it. If it shows a serial number, check that.'}
          </p>
        </Answer>
      );
    case 'foreign':
      return answer.serials === 'several' ? (
        <Answer title="Several certificates in one file" about={null}>
          <p>A file with several certificates can’t be compared. Check each of its serial numbers.</p>
        </Answer>
      ) : (
        <Answer title="Not one of ours" about={null}>
          <p>
            {answer.serials === 'unknown'
              ? 'This file does not match any certificate from this system, and no certificate with the serial number in it was issued.'
              : 'This file does not match any certificate from this system, and no serial number was found in it. If the page shows a serial number, check that. Scans and photographs can’t be compared.'}
          </p>
        </Answer>
      );
  }
}

type Props = { good?: boolean; title: string; about: IssuedFile | null; children: ReactNode };

function Answer({ good, title, about, children }: Props) {
  return (
    <div className="mb-8">
      <Notice kind={good ? 'success' : 'warning'} announce title={title}>
        {children}
      </Notice>
      {about && <About file={about} />}
    </div>
  );
}

function About({ file }: { file: IssuedFile }) {
  if (file.kind === 'generic') {
    return (
      <>
        <p>
          It was printed on {formatDay(file.printedOn)} without a name, to be filled in by hand. Only the provider below
          knows who received it.
        </p>
        <SummaryList rows={eventRows(file.event)} />
      </>
    );
  }
  const { certificate } = file;
  return (
    <>
      <StandingNotice standing={certificate.standing} provider={certificate.provider} signed={certificate.signed} />
      <CertificateFacts certificate={certificate} />
      <p className="mt-4">
        <a href={`/verify/${certificate.serial}`}>Compare the name</a>, or check it again later.
      </p>
    </>
  );
}
