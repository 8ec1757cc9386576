'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { Example } from '../example';
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
  /** Certificates that are claimed now would have a signature. */
  isSigned: boolean;
};

/** Asks who can use a link, when, and what for (M13, M23, M25). */
export function LinkForm({ action, address, cancelHref, evaluationHref, isSigned }: Props) {
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
        hint="Helps you tell links apart, such as “Friday’s group”. Attendees don’t see it."
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
              label: 'People with the link and a code word',
              hint: 'Say or show the word in the room, at the end. People who were only forwarded the link will not know it.',
            },
            {
              value: 'roster',
              label: 'People on the roster only',
              hint: 'They confirm their email address with a code. People marked as completed get a certificate with their name as it is on the roster.',
            },
            {
              value: 'open',
              label: 'Anyone with the link',
              hint: 'Anyone with the link can claim. We recommend reviewing claims.',
            },
          ]}
        />
        <TextField
          {...field('codeWord')}
          label="Code word"
          hint="Only for a link with a code word. Avoid words people would guess from the event. Capital letters and accents don’t matter."
          maxLength={80}
          width="md"
          autoComplete="off"
          dir="auto"
        />
        <CheckboxField
          {...box('reviewed')}
          label="Review each claim before issuing"
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
        <Example about="the link at the end of an evaluation">
          <p>
            At a virtual conference, choose “After the evaluation” for each session’s link. People answer your
            questions, then get their certificate. If your evaluation is on another site, show the link on its last page
            instead.
          </p>
        </Example>
      </FormSection>
      <FormSection title="Dates and limit">
        <FieldRow>
          <DateField {...field('firstDay')} label="First day" optional />
          <DateField {...field('lastDay')} label="Last day" optional />
        </FieldRow>
        <TextField
          {...field('most')}
          label="Maximum number of certificates"
          optional
          hint="For example the number of people in the room."
          inputMode="numeric"
          width="xs"
          autoComplete="off"
          maxLength={8}
        />
      </FormSection>
      {!isSigned && (
        <CheckboxField
          {...box('unsigned')}
          label="Create the link before the event is signed"
          hint="Section IV of each certificate that is claimed until then is blank. Someone has to sign each one by hand before it counts."
        />
      )}
      <ButtonRow>
        <SubmitButton pendingLabel="Making…">Create the link</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
