'use client';

import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { KIND_CHOICES } from '@/lib/providers/words';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  values: FormValues;
  today: string;
  address: string;
  backHref: string;
};

/** Records an application that arrived by email or form. */
export function RecordApplicationForm({ action, values, today, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey')} />
      <TextField {...field('organization')} label="Organization" autoComplete="off" dir="auto" />
      <RadioGroup {...field('kind')} label="Applied for" choices={KIND_CHOICES} />
      <TextField {...field('contactName')} label="Contact’s name" width="md" autoComplete="off" dir="auto" />
      <TextField
        {...field('contactEmail')}
        label="Contact’s email address"
        type="email"
        width="md"
        autoComplete="off"
      />
      <DateField {...field('receivedOn')} label="Received on" hint="Today or an earlier day." max={today} />
      <TextArea
        {...field('note')}
        label="Note"
        hint="What colleagues should know, such as where the application is filed."
        optional
        maxCharacters={2000}
        rows={3}
        dir="auto"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Record the application</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
