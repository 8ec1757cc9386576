import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { QuestionResults } from '@/components/evaluation/question-results';
import { EventNav } from '@/components/event-nav';
import { PageHeader } from '@/components/page-header';
import { findResults } from '@/lib/evaluations/results';
import { PORTION } from '@/lib/evaluations/rules';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { whyMayNotChangeEvents } from '@/lib/events/policy';

export const metadata: Metadata = { title: 'Results of the evaluation' };

type Props = { params: Promise<{ eventId: string }> };

const people = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'person' : 'people'}`;

/** What attendees answered, once there are enough of them to be nobody in particular. */
export default personPage(['provider', 'staff'], async (ctx, { params }: Props) => {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { given, shown, questions } = await findResults(ctx, event.id);
  const href = `/events/${event.id}`;
  const waiting = given - shown;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ctx.actor.kind === 'staff'
            ? { label: 'Counts due', href: '/admin' }
            : { label: 'Event List', href: '/events' },
          { label: event.title, href },
          { label: 'Evaluation', href: `${href}/evaluation` },
          { label: 'Results' },
        ]}
      />
      <PageHeader
        title="Results of the evaluation"
        lead={
          <>
            <bdi>{event.title}</bdi> · {people(given)} answered
          </>
        }
        action={
          shown > 0 && (
            <ButtonLink href={`${href}/evaluation/results/export`} variant="secondary">
              Download CSV
            </ButtonLink>
          )
        }
      />
      <EventNav eventId={event.id} current="evaluation" below mayChange={whyMayNotChangeEvents(ctx.actor) === null} />
      {shown === 0 ? (
        <EmptyState title={given === 0 ? 'Nobody has answered yet' : `${people(given)} answered so far`}>
          <p>
            Results are shown once {PORTION} people have answered, so that nobody can tell who said what. Ask for the
            evaluation with a share link “after the evaluation”.
          </p>
        </EmptyState>
      ) : (
        <>
          <p className="hint">
            Answers of {people(shown)}, without names and in no order.
            {waiting > 0 &&
              ` ${people(waiting)} more answered; their answers are added when ${PORTION} of them are together, so that nobody can tell who said what.`}
          </p>
          {questions.map((question) => (
            <QuestionResults key={question.key} result={question} />
          ))}
        </>
      )}
    </>
  );
});
