'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { FieldRow } from '../field-row';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  cancelHref: string;
  evaluationHref: string;
};

/** Who can use a link, when, and what for (M13, M23, M25). */
export function LinkForm({ action, address, cancelHref, evaluationHref }: Props) {
  const [state, submit] = useFormAction(action, { values: { access: 'code_word' }, errors: [] }, address);
  const field = (name: string) => ({ name, error: errorOf(state, name), defaultValue: textOf(state.values, name) });
  const box = (name: string) => ({
    name,
    error: errorOf(state, name),
    defaultChecked: textOf(state.values, name) === 'yes',
  });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        {...field('label')}
        label="Label"
        hint="For you, to tell links apart, such as “Friday’s group”. Attendees do not see it."
        maxLength={160}
        width="md"
        autoComplete="off"
        dir="auto"
      />
      <FormSection title="Who can use it">
        <RadioGroup
          {...field('access')}
          label="The link is for"
          choices={[
            {
              value: 'code_word',
              label: 'Everybody who has it and knows a code word',
              hint: 'Say or show the word at the end, in the room. Who only got the link sent does not know it.',
            },
            {
              value: 'roster',
              label: 'People on the roster only',
              hint: 'They prove their e-mail address with a code. Who is marked as completed gets the certificate with the name on the roster.',
            },
            {
              value: 'open',
              label: 'Everybody who has it',
              hint: 'Whoever the link is passed on to can claim. Better with your review.',
            },
          ]}
        />
        <TextField
          {...field('codeWord')}
          label="Code word"
          hint="Only for a link with a code word. Not an everyday word of the event. Capitals and accents do not matter."
          maxLength={80}
          width="md"
          autoComplete="off"
          dir="auto"
        />
        <CheckboxField
          {...box('reviewed')}
          label="I review each claim before there is a certificate"
          hint="Claims wait on this page until you accept or refuse them."
        />
        <CheckboxField
          {...box('afterEvaluation')}
          label="After the evaluation"
          hint={
            <>
              People answer your questions first.{' '}
              <a href={evaluationHref} target="_blank" rel="noopener">
                See the questions (opens in a new tab)
              </a>
            </>
          }
        />
      </FormSection>
      <FormSection title="When, and how many">
        <FieldRow>
          <DateField {...field('firstDay')} label="First day" optional />
          <DateField {...field('lastDay')} label="Last day" optional />
        </FieldRow>
        <TextField
          {...field('most')}
          label="Most certificates"
          optional
          hint="For example the number of people in the room."
          inputMode="numeric"
          width="xs"
          autoComplete="off"
          maxLength={8}
        />
      </FormSection>
      <ButtonRow>
        <SubmitButton pendingLabel="Making…">Make the link</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
