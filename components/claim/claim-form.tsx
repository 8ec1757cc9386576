'use client';

import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from '@/lib/attendees/limits';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import { VERSION_FIELD } from '@/lib/evaluations/questions';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
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
  /** What is answered first, if the link wants that. */
  evaluation: EvaluationForm | null;
  address: string;
  /** Names this form, so that sending it twice makes one certificate. */
  requestKey: string;
};

/** Who claims types the name as it shall stand on the certificate, and states what the certificate is for (M13, M23). */
export function ClaimForm({ action, asksCodeWord, reviewed, providerName, evaluation, address, requestKey }: Props) {
  const values = { requestKey, [VERSION_FIELD]: String(evaluation?.version ?? '') };
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({ name, error: errorOf(state, name), defaultValue: textOf(state.values, name) });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {evaluation && <EvaluationFields evaluation={evaluation} state={state} />}
      <FormSection title="Your certificate">
        <TextField
          {...field('name')}
          label="Your name"
          hint="As it shall stand on the certificate. Check the spelling: only the provider can change it later."
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
          hint="The number of your Montana license, if you have it at hand. Never a Social Security number."
          autoComplete="off"
          maxLength={MAX_EDUCATOR_NUMBER * 2}
          width="sm"
        />
        <TextField
          {...field('email')}
          label="E-mail"
          optional
          hint={
            reviewed
              ? 'We send the certificate there as soon as the provider has accepted your claim.'
              : 'You can have the certificate sent there on the next page.'
          }
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={MAX_EMAIL}
        />
        {asksCodeWord && (
          <TextField
            {...field('codeWord')}
            label="Code word"
            hint="It was said or shown at the event. Capitals do not matter."
            autoComplete="off"
            autoCapitalize="none"
            maxLength={200}
            width="md"
          />
        )}
        <Statements state={state} />
      </FormSection>
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      {reviewed && (
        <Inset title="What happens next">
          <p>
            <bdi>{providerName}</bdi> looks at each claim before there is a certificate. Keep this page, or come back to
            it with this device.
          </p>
        </Inset>
      )}
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">{reviewed ? 'Send my claim' : 'Get my certificate'}</SubmitButton>
      </ButtonRow>
    </form>
  );
}
