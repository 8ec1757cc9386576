'use client';

import { EMPTY_FORM, textOf } from '@/lib/platform/forms/form-values';
import type { StateAction } from '../account/button-form';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { PageHeader } from '../page-header';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { type CourseEventFacts, CourseFacts } from './course-facts';

type Props = { event: CourseEventFacts; learner: { name: string; units: string }; action: StateAction };

/** Shows the one button between a completed course and its certificate. */
export function CourseClaimForm({ event, learner, action }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  const ticked = (name: string) => textOf(state.values, name) === 'yes';
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <PageHeader title="Get your certificate" lead="Your course says you completed it. Is this information correct?" />
      <CourseFacts event={event} name={learner.name} units={learner.units} />
      <p className="hint mt-2 mb-6">
        The name will be printed as shown. If it is wrong, change it in your course first.
      </p>
      <CheckboxField
        name="completed"
        label="I completed this event"
        error={errorOf(state, 'completed')}
        defaultChecked={ticked('completed')}
      />
      <CheckboxField
        name="educator"
        label="I am a Montana educator"
        error={errorOf(state, 'educator')}
        defaultChecked={ticked('educator')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Making your certificate…">Get my certificate</SubmitButton>
      </ButtonRow>
    </form>
  );
}
