'use client';

import { useActionState } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';

type State = FormState<string>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  mark: string;
  mask: string;
  username: string;
  /** What was typed before, when one comes back to put a slip right. */
  typed: string;
};

/** The address on file, shown masked, is confirmed by typing it. */
export function ConfirmAddressForm({ action, mark, mask, username, typed }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, EMPTY_FORM);
  return (
    <>
      <form action={submit} noValidate>
        <ErrorSummary problems={problemsOf(state)} />
        <p className="mb-4">
          For the username <strong>{username}</strong>, we look for <strong>{mask}</strong>
        </p>
        <input type="hidden" name="mark" value={mark} />
        <TextField
          name="email"
          label="Your e-mail address"
          hint="Type it in full. The dots stand for any number of characters."
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
        Is this not how your address looks? Check the username: <a href="/password-reset">begin again</a>. If your
        address has changed, write to the address below.
      </p>
    </>
  );
}
