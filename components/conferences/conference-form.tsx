'use client';

import { MAX_PROGRAM } from '@/lib/conferences/limits';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { FieldRow } from '../field-row';
import { ForProviderField } from '../for-provider-field';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  values: FormValues;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
  saveLabel: string;
  cancelHref: string;
};

const HIDDEN = ['requestKey', 'version'];

/** Adds or changes a conference (M24). */
export function ConferenceForm({ action, values, address, saveLabel, cancelHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const typed = (name: string) => textOf(state.values, name);
  const error = (name: string) => errorOf(state, name);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate className="prose">
      {HIDDEN.filter((name) => typed(name) !== '').map((name) => (
        <input key={name} type="hidden" name={name} value={typed(name)} />
      ))}
      <ForProviderField values={state.values} />
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="name"
        label="Name of the conference"
        hint="People see it on lists and downloads. It is not printed on the certificates."
        defaultValue={typed('name')}
        error={error('name')}
      />
      <FieldRow>
        <DateField name="startsOn" label="Start date" defaultValue={typed('startsOn')} error={error('startsOn')} />
        <DateField name="endsOn" label="End date" defaultValue={typed('endsOn')} error={error('endsOn')} />
      </FieldRow>
      <TextField
        name="place"
        label="Place"
        hint="Such as “Billings, MT, Lincoln Center”. Leave it blank if it is online."
        optional
        defaultValue={typed('place')}
        error={error('place')}
      />
      <TextArea
        name="program"
        label="Program"
        hint="What it offers, or the address of the program on the web."
        optional
        rows={4}
        defaultValue={typed('program')}
        error={error('program')}
        maxCharacters={MAX_PROGRAM}
      />
      <TextField
        name="contact"
        label="Contact"
        hint="Who answers questions about it: a name, an email address or a phone number."
        optional
        defaultValue={typed('contact')}
        error={error('contact')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">{saveLabel}</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
