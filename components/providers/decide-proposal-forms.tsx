'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
};

/** Lets a second person confirm a proposal. */
export function ConfirmForm({ action, address }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name="note"
        id="confirm-note"
        label="Note"
        hint="For staff only."
        optional
        error={errorOf(state, 'note')}
        defaultValue={textOf(state.values, 'note')}
        maxCharacters={500}
        rows={2}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Confirming…">Confirm the proposal</SubmitButton>
      </ButtonRow>
    </form>
  );
}

/** Lets staff decline a proposal, or the person who made it withdraw it. */
export function DeclineForm({ action, address, own }: Props & { own: boolean }) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextArea
        name="note"
        label="Why"
        hint="For staff only. Nothing changes for the provider."
        error={errorOf(state, 'note')}
        defaultValue={textOf(state.values, 'note')}
        maxCharacters={500}
        rows={2}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…" variant="secondary">
          {own ? 'Withdraw the proposal' : 'Decline the proposal'}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}
