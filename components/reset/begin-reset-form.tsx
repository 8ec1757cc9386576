'use client';

import { useRef } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { WorkInstead } from './work-instead';

type Answer = { ticket: string; problem?: string };
type State = FormState<Answer>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  /** The characters that this page shows first. */
  ticket: string;
};

/**
 * Asks for the username and the characters in the picture, or runs a computation instead. Every button works without
 * JavaScript.
 */
export function BeginResetForm({ action, ticket: firstTicket }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  const form = useRef<HTMLFormElement>(null);
  const ticket = state.answer?.ticket ?? firstTicket;
  return (
    <form ref={form} action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField
        name="username"
        label="Username"
        hint={
          <>
            Type the domain, OPI\, and then your username, like <code>OPI\jdoe</code>. Without OPI\ it works, too.
          </>
        }
        error={errorOf(state, 'username')}
        defaultValue={textOf(state.values, 'username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <input type="hidden" name="ticket" value={ticket} />
      {/* biome-ignore lint/performance/noImgElement: it is drawn for each visit; there is nothing to optimize. */}
      <img
        src={`/password-reset/letters/${ticket}`}
        alt="Five letters in a picture. If you can’t see them, use the button “I can’t see the letters” below."
        width={320}
        height={100}
        className="mb-4 block h-auto w-full max-w-80 rounded-md border border-line-strong bg-white"
      />
      <TextField
        key={ticket}
        name="characters"
        label="Letters you see in the box"
        hint="Five letters; capital letters don’t matter."
        error={errorOf(state, 'characters')}
        defaultValue={textOf(state.values, 'characters')}
        width="sm"
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
      />
      <SubmitButton pendingLabel="One moment…">Continue</SubmitButton>
      <div className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
        <Button variant="quiet" name="other-letters" value="yes" formNoValidate>
          Show different letters
        </Button>
        <WorkInstead form={form} />
      </div>
    </form>
  );
}
