import { Inset } from '../inset';
import { PageHeader } from '../page-header';
import { type CourseEventFacts, CourseFacts } from './course-facts';

/** Tells a learner that the provider has to sign the event's certificates first. */
export function CourseNotSigned({ event }: { event: CourseEventFacts }) {
  return (
    <>
      <PageHeader
        title="Your certificate is not ready yet"
        lead={
          <>
            <bdi>{event.providerName}</bdi> has to sign the certificates of this event first.
          </>
        }
      />
      <CourseFacts event={event} />
      <Inset title="What to do">
        <p>
          Your course has recorded that you completed it, and nothing is lost. Open the certificate from your course
          again in a few days. If it is still not ready, ask <bdi>{event.providerName}</bdi>.
        </p>
      </Inset>
    </>
  );
}
