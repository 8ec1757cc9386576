import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EvaluationEditor } from '@/components/evaluation/editor-form';
import { QuestionList } from '@/components/evaluation/question-list';
import { EventNav } from '@/components/event-nav';
import { Example } from '@/components/example';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import { questionValues } from '@/lib/evaluations/question-rows';
import { BATCH_SIZE } from '@/lib/evaluations/rules';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { saveEvaluationAction } from './actions';

export const generateMetadata = titledByEvent('Evaluation');

const SAVED = { questions: 'The questions are saved. Links marked “after the evaluation” now ask them.' };

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export default personPage(['provider', 'staff'], evaluationPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={saveEvaluationAction.bind(null, eventId)}
        address={`/events/${eventId}/evaluation`}
        saveLabel="Save questions"
      />
    );
  },
});

/** Shows what attendees are asked before they get the certificate through a link (M25). */
async function evaluationPage(ctx: Context, { params, searchParams }: Props) {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const { version, questions } = await findEvaluationOf(ctx, event.id);
  const mayChange = whyNotAllowed(ctx.actor, 'evaluation.change') === null && !event.canceledAt;
  const href = `/events/${event.id}/evaluation`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Evaluation' })} />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Evaluation"
        lead={<bdi>{event.title}</bdi>}
        action={
          whyNotAllowed(ctx.actor, 'evaluation.read') === null && (
            <ButtonLink href={`${href}/results`} variant="secondary">
              Results
            </ButtonLink>
          )
        }
      />
      <EventNav event={event} current="evaluation" mayChange={mayChange} />
      <p className="hint">
        A share link can ask these questions before it gives out the certificate. Answers are stored without names, and
        results appear in groups of {BATCH_SIZE} people who answered the same questions. So change the questions before
        people answer.
        {version === 0 && ' These are the standard questions. Use them as they are or change them.'}
      </p>
      <Example about="a session of a virtual conference">
        <p>
          At the end of the session, show one share link with “After the evaluation”. People answer these questions, and
          the next page gives them their certificate.
        </p>
      </Example>
      {mayChange ? (
        <EvaluationEditor
          action={saveEvaluationAction.bind(null, String(event.id))}
          values={{ ...questionValues(questions), version: String(version) }}
          address={href}
        />
      ) : (
        <QuestionList questions={questions} />
      )}
    </>
  );
}
