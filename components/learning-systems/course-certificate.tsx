import { ButtonLink } from '../button-link';
import { Inset } from '../inset';
import { PageHeader } from '../page-header';
import { type CourseEventFacts, CourseFacts } from './course-facts';

type Props = { event: CourseEventFacts; name: string; serial: string; pdfHref: string };

/** The certificate of a learner, to keep. */
export function CourseCertificate({ event, name, serial, pdfHref }: Props) {
  return (
    <>
      <PageHeader
        title="Your certificate is ready"
        action={<ButtonLink href={pdfHref}>Download the certificate (PDF)</ButtonLink>}
      />
      <CourseFacts event={event} name={name} serial={serial} />
      <Inset title="Keep the file">
        <p>
          You renew your license with it. Anybody can <a href={`/verify/${serial}`}>check the certificate</a> by its
          serial. If you lose the file, open the certificate from your course again.
        </p>
      </Inset>
    </>
  );
}
