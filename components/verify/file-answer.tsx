import type { ReactNode } from 'react';
import type { FileAnswer, IssuedFile } from '@/lib/certificates/verify/check-file';
import { formatDay } from '@/lib/platform/days';
import { Notice } from '../notice';
import { SummaryList } from '../summary-list';
import { CertificateFacts, eventRows } from './certificate-facts';
import { StandingNotice } from './standing-notice';

/** What came of comparing an uploaded file. */
export function FileAnswerView({ answer }: { answer: FileAnswer }) {
  switch (answer.kind) {
    case 'issued':
      return (
        <Answer good title="This is byte for byte the file that was issued" about={answer.file}>
          <p>
            Nothing in it was changed.
            {answer.sealed && ' Its digital signature is valid, and is one of this system.'}
          </p>
        </Answer>
      );
    case 'changed':
      return (
        <Answer title="Changed after it was issued" about={answer.from}>
          <p>
            {answer.from
              ? 'It is not the file that was issued any more: somebody changed it, or a program saved it anew. Trust what stands below, not the file.'
              : 'It carries a digital signature of this system that does not hold for it any more. If it shows a serial, check that.'}
          </p>
        </Answer>
      );
    case 'foreign':
      return (
        <Answer title="Not one of ours" about={null}>
          <p>
            No certificate of this system has these bytes, and no serial of one was found in the file. If the page shows
            a serial, check that. Scans, photographs and files of several certificates cannot be compared.
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
          It was printed on {formatDay(file.printedOn)} without a name, to be filled in by hand. Whom the provider below
          gave it to, only the provider knows.
        </p>
        <SummaryList rows={eventRows(file.event)} />
      </>
    );
  }
  const { certificate } = file;
  return (
    <>
      <StandingNotice standing={certificate.standing} />
      <CertificateFacts certificate={certificate} />
      <p className="mt-4">
        <a href={`/verify/${certificate.serial}`}>Compare the name</a>, or check it again later.
      </p>
    </>
  );
}
