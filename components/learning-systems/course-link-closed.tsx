import { Notice } from '../notice';
import { PageHeader } from '../page-header';

type Props = {
  /** What the course sent that cannot be used, for the people who run it. */
  why?: string;
  /** Why the provider can't give out certificates now, in words for the learner. */
  ruledOut?: { why: string; supportAddress: string };
};

/** Tells a learner that their link does not work. All reasons look the same, so nobody can tell which one it is. */
export function CourseLinkClosed({ why, ruledOut }: Props) {
  if (ruledOut) {
    return (
      <>
        <PageHeader title="No certificate now" />
        <Notice kind="warning" title={<span className="wrap-anywhere">{ruledOut.why}</span>}>
          You did nothing wrong. If you completed the course, email{' '}
          <a href={`mailto:${ruledOut.supportAddress}`}>{ruledOut.supportAddress}</a>.
        </Notice>
      </>
    );
  }
  if (why) {
    return (
      <>
        <PageHeader title="There is a problem with this course’s link" />
        <Notice kind="warning" title={<span className="wrap-anywhere">{why}</span>}>
          You did nothing wrong. Show this to the course’s provider; they can fix it and give you a new link.
        </Notice>
      </>
    );
  }
  return (
    <div className="prose">
      <h1>This link no longer works</h1>
      <p>Links from a course work for a short time, so that no one else can use yours.</p>
      <p>
        <strong>Go back to your course and open the certificate from there again.</strong> If you already have it, you
        will see the same one.
      </p>
      <p>If that doesn’t help, ask the course’s provider.</p>
    </div>
  );
}
