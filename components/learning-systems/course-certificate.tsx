import { ButtonLink } from '../button-link';
import { Inset } from '../inset';
import { NotSigned } from '../not-signed';
import { PageHeader } from '../page-header';
import { type CourseEventFacts, CourseFacts } from './course-facts';

type Props = { event: CourseEventFacts; name: string; serial: string; pdfHref: string; signed: boolean };

/** Shows a learner's certificate, to download. */
export function CourseCertificate({ event, name, serial, pdfHref, signed }: Props) {
  return (
    <>
      <PageHeader
        title="Your certificate is ready"
        action={<ButtonLink href={pdfHref}>Download the certificate (PDF)</ButtonLink>}
      />
      {!signed && <NotSigned providerName={event.providerName} />}
      <CourseFacts event={event} name={name} serial={serial} />
      <Inset title="Keep the file">
        <p>
          You need it to renew your license. Anyone can <a href={`/verify/${serial}`}>check the certificate</a> by its
          serial number. If you lose the file, open the certificate from your course again.
        </p>
      </Inset>
    </>
  );
}
