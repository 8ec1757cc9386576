import type { Metadata } from 'next';
import { unstable_rethrow } from 'next/navigation';
import { Refusal } from '@/app/_edges/refusal';
import { CourseCertificate } from '@/components/learning-systems/course-certificate';
import { CourseClaimForm } from '@/components/learning-systems/course-claim-form';
import { CourseLinkClosed } from '@/components/learning-systems/course-link-closed';
import { CourseNotSigned } from '@/components/learning-systems/course-not-signed';
import { linkOfQuery, openSignedLink, queryOfLink } from '@/lib/learning-systems/signed-link';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { requestScope } from '@/lib/platform/request-scope';
import { claimFromCourseAction } from './actions';

export const metadata: Metadata = { title: 'Certificate of a course', robots: { index: false, follow: false } };

const STATUS = { open: 200, unsigned: 409, unusable: 422, ruled_out: 403, closed: 404 } as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * Shows the page that a learning system sends a learner to after a completed course (M23). Opening it changes nothing.
 * The URL is the learner's proof, so nobody else may learn it: the product's policy sends it to no other site. The form
 * has to work without JavaScript, which it would not under `no-referrer` (docs/decisions/http-server.md).
 */
export default async function FromCoursePage({ searchParams }: Props) {
  try {
    const link = linkOfQuery(await searchParams);
    const opened = link ? await openSignedLink(await currentVisit(), link) : null;
    answerWith(opened ? STATUS[opened.kind] : 404);
    if (!link || !opened || opened.kind === 'closed') return <CourseLinkClosed />;
    if (opened.kind === 'ruled_out') {
      return <CourseLinkClosed ruledOut={{ why: opened.why, supportAddress: supportAddress() }} />;
    }
    if (opened.kind === 'unsigned') return <CourseNotSigned event={opened.event} />;
    if (opened.kind === 'unusable') return <CourseLinkClosed why={opened.why} />;
    const { event, learner, person } = opened;
    if (person?.currentCertificateId && person.serial) {
      return (
        <CourseCertificate
          event={event}
          name={person.name}
          serial={person.serial}
          signed={person.signed}
          pdfHref={`/certificate/from-course/pdf?${queryOfLink(link)}`}
        />
      );
    }
    return <CourseClaimForm event={event} learner={learner} action={claimFromCourseAction.bind(null, link)} />;
  } catch (error) {
    unstable_rethrow(error);
    return <Refusal error={error} homeHref={null} />;
  }
}

function answerWith(status: number): void {
  const scope = requestScope();
  if (!scope) return;
  scope.headers['X-Robots-Tag'] = 'noindex';
  if (status !== 200) scope.status = status;
}
