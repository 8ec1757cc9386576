'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type State = FormState<string>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  mark: string;
  mask: string;
  username: string;
  /** What was typed before, when people come back to fix a typo. */
  typed: string;
};

/** Asks people to confirm the address on file, shown masked, by typing it. */
export function ConfirmAddressForm({ action, mark, mask, username, typed }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  return (
    <>
      <form action={submit} noValidate>
        <ErrorSummary problems={problemsOf(state)} />
        <p className="mb-4">
          For the username <strong>{username}</strong>, we’re looking for <strong>{mask}</strong>
        </p>
        <input type="hidden" name="mark" value={mark} />
        <TextField
          name="email"
          label="Your email address"
          hint="Type the full address. The dots stand for any number of characters."
          error={errorOf(state, 'email')}
          defaultValue={textOf(state.values, 'email') || typed}
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
        />
        <SubmitButton pendingLabel="One moment…">Continue</SubmitButton>
      </form>
      <p>
        Not your address? Check the username: <a href="/password-reset">start over</a>. If your address has changed,
        email the address below.
      </p>
    </>
  );
}
