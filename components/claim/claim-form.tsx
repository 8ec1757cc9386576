'use client';

import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from '@/lib/attendees/limits';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import { VERSION_FIELD } from '@/lib/evaluations/questions';
import type { AsksCompleted } from '@/lib/events/asynchronous';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { Inset } from '../inset';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { EvaluationFields } from './evaluation-fields';
import { Statements } from './statements';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  asksCodeWord: boolean;
  reviewed: boolean;
  providerName: string;
  /** The evaluation to answer first, if the link requires one. */
  evaluation: EvaluationForm | null;
  /** The days to choose from when the claim depends on when the course was completed; null: it does not. */
  asks: AsksCompleted | null;
  /** The day on which the form is opened, in Montana. */
  openedOn: Day;
  address: string;
  /** Identifies this form, so that sending it twice makes only one certificate. */
  requestKey: string;
};

/** Asks for the name as it should appear on the certificate, and for the statements on its purpose (M13, M23). */
export function ClaimForm(props: Props) {
  const { action, asksCodeWord, reviewed, providerName, evaluation, asks, openedOn, address, requestKey } = props;
  const values = { requestKey, [VERSION_FIELD]: String(evaluation?.version ?? '') };
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({ name, error: errorOf(state, name), defaultValue: textOf(state.values, name) });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <FormSection title="Your certificate">
        {asksCodeWord && (
          <TextField
            {...field('codeWord')}
            label="Code word"
            hint="It was said or shown at the event. Capital letters don’t matter."
            autoComplete="off"
            autoCapitalize="none"
            maxLength={200}
            width="md"
          />
        )}
        <TextField
          {...field('name')}
          label="Your name"
          hint="As it should appear on the certificate. Check the spelling: only the provider can change it later."
          autoComplete="name"
          maxLength={MAX_NAME * 2}
          dir="auto"
        />
        <TextField
          {...field('school')}
          label="School or district"
          optional
          autoComplete="organization"
          maxLength={MAX_SCHOOL * 2}
          dir="auto"
        />
        <TextField
          {...field('educatorNumber')}
          label="Educator number"
          optional
          hint="Your educator (folio) number, if you have it. Never a Social Security number."
          autoComplete="off"
          maxLength={MAX_EDUCATOR_NUMBER * 2}
          width="sm"
        />
        <TextField
          {...field('email')}
          label="Email"
          optional
          hint={
            reviewed
              ? 'We’ll send the certificate there as soon as the provider accepts your claim.'
              : 'On the next page you can have the certificate sent there.'
          }
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={MAX_EMAIL}
        />
        {asks && (
          <>
            <DateField
              {...field('completedOn')}
              label="Day you completed the course"
              hint={`This course is entered for one year at a time, and your certificate is of the year in which you completed it. Enter a day from ${formatDay(asks.from)} to ${formatDay(asks.to)}.`}
            />
            <input type="hidden" name="asksCompleted" value="yes" />
          </>
        )}
      </FormSection>
      {evaluation && <EvaluationFields evaluation={evaluation} state={state} />}
      <FormSection title="Your statement">
        <Statements state={state} />
      </FormSection>
      <input type="hidden" name="openedOn" value={textOf(state.values, 'openedOn') || openedOn} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      {reviewed && (
        <Inset title="What happens next">
          <p>
            <bdi>{providerName}</bdi> reviews each claim before issuing a certificate. Keep this page open, or come back
            to it on this device.
          </p>
        </Inset>
      )}
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">{reviewed ? 'Submit claim' : 'Get my certificate'}</SubmitButton>
      </ButtonRow>
    </form>
  );
}
