'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { FieldRow } from '../field-row';
import { errorOf, problemsOf } from '../form-problems';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** The first day of the event. */
  day: string;
};

/** Adds a visit, for example when a person forgot to sign out. */
export function VisitForm({ action, address, day }: Props) {
  const [state, submit, pending] = useFormAction(action, { ...EMPTY_FORM, values: { visitDay: day } }, address);
  const field = (name: string) => ({ name, error: errorOf(state, name), defaultValue: textOf(state.values, name) });
  return (
    <form action={submit} noValidate className="visit-form">
      <h3>Add a visit</h3>
      <p className="hint">Such as for a person who forgot to sign out. In Montana’s time.</p>
      <ErrorSummary problems={problemsOf(state)} />
      <FieldRow>
        <DateField {...field('visitDay')} label="Day" />
        <TextField {...field('visitFrom')} label="Came" type="time" width="sm" />
        <TextField {...field('visitTo')} label="Left" type="time" width="sm" />
      </FieldRow>
      <Button variant="secondary" disabled={pending}>
        Add visit
      </Button>
    </form>
  );
}
