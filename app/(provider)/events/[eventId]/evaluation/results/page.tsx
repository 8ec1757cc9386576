import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { QuestionResults } from '@/components/evaluation/question-results';
import { EventNav } from '@/components/event-nav';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findResults } from '@/lib/evaluations/results';
import { BATCH_SIZE } from '@/lib/evaluations/rules';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';

export const generateMetadata = titledByEvent('Results of the evaluation', 'evaluation.read');

type Props = { params: Promise<{ eventId: string }> };

const people = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'person' : 'people'}`;

/** Shows what attendees answered, once there are enough answers that none can be traced to a person. */
export default personPage(['provider', 'staff'], async (ctx, { params }: Props) => {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { given, shown, questions } = await findResults(ctx, event.id);
  const href = `/events/${event.id}`;
  const waiting = given - shown;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          programOf(ctx.actor),
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
      <EventNav
        event={event}
        current="evaluation"
        below
        mayChange={whyNotAllowed(ctx.actor, 'evaluation.change') === null}
      />
      {shown === 0 ? (
        <EmptyState title={given === 0 ? 'No answers yet' : `${people(given)} answered so far`}>
          <p>
            Results appear after {BATCH_SIZE} people have answered the same questions, so no one can tell who said what.
            To collect answers, use a share link set to “after the evaluation”.
          </p>
        </EmptyState>
      ) : (
        <>
          <p className="hint">
            Answers of {people(shown)}, without names and in random order.
            {waiting > 0 &&
              ` ${people(waiting)} more answered; their answers are added in groups of ${BATCH_SIZE} people who answered the same questions, so no one can tell who said what.`}
          </p>
          {questions.map((question) => (
            <QuestionResults key={question.key} result={question} />
          ))}
        </>
      )}
    </>
  );
});
