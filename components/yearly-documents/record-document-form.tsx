'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { WAYS } from '@/lib/yearly-documents/rules';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
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
  today: string;
  address: string;
  backHref: string;
};

const CHOICES = Object.entries(WAYS).map(([value, label]) => ({ value, label }));

/** Records that a provider's yearly agreement or annual report came. */
export function RecordDocumentForm({ action, today, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: { receivedOn: today }, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <DateField {...field('receivedOn')} label="Received on" hint="Today or an earlier day." max={today} />
      <RadioGroup {...field('how')} label="How it came" choices={CHOICES} />
      <TextArea
        {...field('note')}
        label="Note"
        hint="For agency staff only, such as where the document is filed."
        optional
        maxCharacters={500}
        rows={3}
        dir="auto"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Record as received</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
