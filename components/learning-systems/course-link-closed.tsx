import { Notice } from '../notice';
import { PageHeader } from '../page-header';

type Props = {
  /** What the course has sent that cannot be used: for the people who run it. */
  why?: string;
};

/** For a learner whose link leads nowhere. Which of the reasons it is, nobody is told. */
export function CourseLinkClosed({ why }: Props) {
  if (why) {
    return (
      <>
        <PageHeader title="Your course has sent something that does not fit" />
        <Notice kind="warning" title={<span className="wrap-anywhere">{why}</span>}>
          You have done nothing wrong. Show this to whoever offers the course; they can put it right and give you a new
          link.
        </Notice>
      </>
    );
  }
  return (
    <div className="prose">
      <h1>This link does not work any more</h1>
      <p>Links from a course are good for a short time, so that nobody else can use yours.</p>
      <p>
        <strong>Go back to your course and open the certificate from there again.</strong> If you got it before, you
        find the same one.
      </p>
      <p>If that does not help, ask whoever offers the course.</p>
    </div>
  );
}
