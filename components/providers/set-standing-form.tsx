'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import type { Choice } from '../choice-group';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  choices: readonly Choice[];
  today: string;
  /** The standing that the page shows; the form sends it along. */
  shown: string;
  address: string;
  backHref: string;
};

/** Changes how a provider stands with the agency, with a reason that the provider reads. */
export function SetStandingForm({ action, choices, today, shown, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: { from: today, shown }, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="shown" value={textOf(state.values, 'shown')} />
      <RadioGroup {...field('standing')} label="Standing" choices={choices} />
      <DateField {...field('from')} label="From" hint="Today or later. A standing acts forward only." min={today} />
      <DateField
        {...field('reviewOn')}
        label="Review on"
        hint="When the agency looks at this again. Probation and suspension need a day."
        optional
        min={today}
      />
      <TextArea
        {...field('reason')}
        label="Reason"
        hint="The provider’s people read it in their email and on the Secure Portal."
        maxCharacters={1000}
        rows={4}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Change the standing</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
