import { ButtonForm, type StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';
import { PageHeader } from '../page-header';
import { StepList } from '../step-list';
import { TourFigure } from './tour-figure';
import { TOUR_STEPS } from './tour-steps';

type Props = {
  number: number;
  /** False: the person has seen it before, and there is nothing to skip. */
  first: boolean;
  /** Whether the person may add events; viewers only read and print. */
  mayAdd: boolean;
  endAction: StateAction;
};

/** Shows the guided first visit (M27), one page per step, so that back, reload and a bookmark work as usual. */
export function TourView({ number, first, mayAdd, endAction }: Props) {
  const { title, paragraphs, figure } = TOUR_STEPS[number - 1]!;
  const last = number === TOUR_STEPS.length;
  return (
    <>
      <PageHeader title="How it works" lead="From an event to its certificate, in five steps." />
      <div className="tour">
        <section className="tour-step" aria-labelledby="tour-step">
          <p className="hint">
            Step {number} of {TOUR_STEPS.length}
          </p>
          <h2 id="tour-step">{title}</h2>
          <TourFigure kind={figure} />
          {paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
          <div className="tour-actions">
            {last ? (
              <ButtonForm
                action={endAction}
                fields={{ to: mayAdd ? 'new-event' : 'events' }}
                label={mayAdd ? 'Add my first event' : 'Go to the events'}
                pendingLabel="Opening…"
              />
            ) : (
              <ButtonLink href={`/welcome?step=${number + 1}`}>Next</ButtonLink>
            )}
            {number > 1 && (
              <ButtonLink href={`/welcome?step=${number - 1}`} variant="secondary">
                Back
              </ButtonLink>
            )}
            {first && (
              <ButtonForm
                action={endAction}
                fields={{ to: last ? 'events' : 'portal' }}
                label={last ? 'Go to my events' : 'Skip the tour'}
                pendingLabel="Closing…"
                variant="quiet"
              />
            )}
            {!first && (
              <ButtonLink href="/portal" variant="quiet">
                Leave the tour
              </ButtonLink>
            )}
          </div>
        </section>
        <nav aria-label="Steps of the tour">
          <StepList
            steps={TOUR_STEPS.map((step, index) => ({
              title: step.title,
              state: index + 1 === number ? 'current' : index + 1 < number ? 'done' : 'next',
              href: `/welcome?step=${index + 1}`,
            }))}
          />
        </nav>
      </div>
    </>
  );
}
