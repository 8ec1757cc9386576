'use client';

import type { EventCategory } from '@/lib/events/list-categories';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { SelectField } from '../select-field';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Action = (before: FormState, form: FormData) => Promise<FormState>;

/** Adds a category at the end of the list. */
export function AddCategoryForm({ action, address }: { action: Action; address: string }) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="name"
        label="Name"
        error={errorOf(state, 'name')}
        defaultValue={textOf(state.values, 'name')}
        width="md"
        autoComplete="off"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Adding…">Add category</SubmitButton>
      </ButtonRow>
    </form>
  );
}

type ChangeProps = {
  action: Action;
  values: FormValues;
  /** The categories that it can follow, in order. */
  others: EventCategory[];
  address: string;
  backHref: string;
};

const STATUS_CHOICES = [
  { value: 'offered', label: 'Offered', hint: 'Providers can choose it for their events.' },
  { value: 'retired', label: 'Retired', hint: 'Events that have it keep it. No other event can get it.' },
];

/** Changes a category's name, its place in the list, and whether it is offered. */
export function ChangeCategoryForm({ action, values, others, address, backHref }: ChangeProps) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="saw" value={textOf(state.values, 'saw')} />
      <TextField
        {...field('name')}
        label="Name"
        hint="A new name appears on all events that have the category."
        width="md"
        autoComplete="off"
      />
      <SelectField
        {...field('after')}
        label="Place in the list"
        emptyLabel="First"
        options={others.map((other) => ({ value: String(other.id), label: `After ${other.name}` }))}
        width="md"
      />
      <RadioGroup {...field('status')} label="Status" choices={STATUS_CHOICES} />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
